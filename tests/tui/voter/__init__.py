"""The voter space, on a real election in a sandbox."""
