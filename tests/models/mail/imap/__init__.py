"""Mailboxes on a server, on a real Dovecot."""
