"""What is printed, signed and published of an election that is counted: no rows, only views."""
