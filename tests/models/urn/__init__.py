"""What comes into an urn, and what does not."""
