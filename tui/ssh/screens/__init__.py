"""The screens of who leads a room."""
