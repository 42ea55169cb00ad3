"""The professional mailbox: signing in, its folders, its messages."""
