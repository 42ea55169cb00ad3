"""The letters and the embedded mailboxes."""
