"""The professional mail: what is written, where it goes, how a mailbox is kept."""
