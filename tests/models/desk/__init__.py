"""The services of the helpdesk."""
