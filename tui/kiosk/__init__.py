"""A terminal that a school leaves unattended."""
