"""Sending the election's mails."""
