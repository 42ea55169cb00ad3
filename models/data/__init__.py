"""What the program ships: an election file, sample people and their mail, word lists."""
