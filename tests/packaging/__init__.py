"""The Debian package, built without its libraries and looked at without being installed."""
