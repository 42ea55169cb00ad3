"""Keys, seals, digests, hashes and their slots."""
