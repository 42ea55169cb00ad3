"""Demonstrations over SSH: a gate that speaks the protocol, and one process a session."""
