"""The election file and its sections."""
