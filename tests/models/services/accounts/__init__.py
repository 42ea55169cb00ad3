"""The voter account, from its creation to the scrutins."""
