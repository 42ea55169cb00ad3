"""The texts of an election."""
