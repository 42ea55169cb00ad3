"""The board: who is there, how far it is, its trial election."""
