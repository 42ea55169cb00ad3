"""A database that refuses, hangs, dies in the middle and comes back."""
