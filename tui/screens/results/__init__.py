"""The results: the list of the scrutins, one of them, and why each seat went where."""
