"""What a person does in their professional mailbox."""
