"""What a kiosk asks for besides its visits."""
