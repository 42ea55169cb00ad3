"""The board's use cases."""
