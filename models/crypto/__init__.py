"""Keys, seals, password hashes: thin wrappers around `cryptography`, `argon2-cffi` and `hmac`."""
