"""What a kiosk reports, and the code that leaves it."""
