"""What the services answer with."""
