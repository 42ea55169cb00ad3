"""What the administrator's commands call."""
