"""The election file, the sample people and their mails as shipped."""
