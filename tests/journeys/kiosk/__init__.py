"""A kiosk in a real terminal: what a visit leaves for the next, what gets past its keyboard."""
