"""The ground of the vote: notices and public credentials in the database."""
