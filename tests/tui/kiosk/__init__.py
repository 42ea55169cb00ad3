"""The kiosk's application, without its host."""
