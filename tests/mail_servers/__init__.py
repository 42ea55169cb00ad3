"""Mail servers for the tests: a real Dovecot, and an SMTP front that hands over to it."""
