"""Each migration, there and back."""
