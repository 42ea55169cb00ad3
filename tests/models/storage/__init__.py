"""Databases and what differs between them."""
