"""The databases of an election: opening them, their dialects, their faults, their pool."""
