"""The election's rules: pure functions and frozen dataclasses, no input or output."""
