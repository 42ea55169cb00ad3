"""Backups: what is in them."""
