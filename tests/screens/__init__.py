"""Every screen, drawn: the pictures of the guides, and their texts."""
