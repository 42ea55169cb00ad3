"""One module a use case; only these open a transaction."""
