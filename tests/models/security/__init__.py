"""What docs/securite.md promises: one file a heading, each line of it with a test."""
