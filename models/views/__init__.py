"""What comes out of the door: frozen dataclasses, never a row of a table."""
