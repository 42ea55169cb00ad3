"""Real mail as text."""
