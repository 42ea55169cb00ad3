"""Demonstrations over SSH, by OpenSSH's client and by asyncssh's."""
