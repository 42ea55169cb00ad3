"""The elections that the program ships, each complete in a folder of its own."""
