"""What security.md holds: one file a heading, each line of it with a test."""
