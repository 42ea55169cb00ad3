"""Notices de vote on paper, and the two files between the server and the machine that makes them.

`export` goes from the server to that machine, `public` back. Nothing here needs a database, an
election file or a key.
"""
