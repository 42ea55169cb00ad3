"""What `kiosk --check` says of a machine."""
