"""What the administrator starts: counts, checks, backups, the roll, what is deleted when."""
