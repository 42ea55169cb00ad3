"""The application de vote."""
