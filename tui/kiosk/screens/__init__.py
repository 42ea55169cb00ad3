"""The screens that a kiosk has besides those of a visit."""
