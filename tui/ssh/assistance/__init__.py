"""`ssh assistance@host`: the helpdesk of the configured election, for agents who have a key."""
