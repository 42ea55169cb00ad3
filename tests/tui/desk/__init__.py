"""The helpdesk, as who answers the telephone uses it."""
