"""The application of a visit: it opens screens."""
