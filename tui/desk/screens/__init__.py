"""The screens of the helpdesk."""
