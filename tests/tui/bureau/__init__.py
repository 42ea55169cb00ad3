"""The board, as its members use it who do so once in four years."""
