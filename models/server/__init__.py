"""A PostgreSQL server: its address, its connections, what they are given to answer."""
