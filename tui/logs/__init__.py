"""What the program writes down of what it does, never of whom."""
