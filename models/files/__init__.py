"""Files written whole, kept private, read with care."""
