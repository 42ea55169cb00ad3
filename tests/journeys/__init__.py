"""Whole programs in a real terminal: what a person types, and what then stands on the screen."""
