"""Keys, seals and password hashes: thin rooms around `cryptography`, `argon2-cffi` and `hmac`."""
