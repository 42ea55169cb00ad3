"""The helpdesk: who calls, where they stand, what to say next."""
