"""The two screens that only a demonstration has."""
