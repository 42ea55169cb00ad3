"""Where visits are held."""
