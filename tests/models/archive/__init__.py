"""Backups: what stands in them."""
