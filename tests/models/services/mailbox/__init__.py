"""The professional mailbox."""
