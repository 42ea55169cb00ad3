"""Whole programs in a real terminal: what a person types, and what is then on the screen."""
