"""The administrator's commands, as they are called."""
