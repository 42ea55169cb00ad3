"""The screens of the webmail, on a real sandbox."""
