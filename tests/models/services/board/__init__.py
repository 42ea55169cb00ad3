"""The board: who is there, what it does, what is written down."""
