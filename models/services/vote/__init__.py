"""The ground of the vote: notices de vote and public credentials."""
