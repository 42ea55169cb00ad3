"""Voter accounts, from their creation to the scrutins."""
