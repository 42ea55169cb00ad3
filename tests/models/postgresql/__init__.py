"""Tests of what only a database server has: pooled connections, limits, TLS, several hosts."""
