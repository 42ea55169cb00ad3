"""Demonstrations and the helpdesk over SSH: a gate for the protocol, a process for a session."""
