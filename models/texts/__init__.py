"""The texts that an election may say in its own words: their defaults, and what it says instead."""
