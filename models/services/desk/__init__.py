"""What the helpdesk asks for: finding people, telling where they stand, acting for them."""
