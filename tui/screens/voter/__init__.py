"""The screens of the voter space: access, account, confirmation, scrutins."""
