"""Notices de vote on paper, and the files between the server and the machine that makes them."""
