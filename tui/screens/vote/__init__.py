"""The application de vote: both means of access, the lists, the confirmation, the receipt."""
