"""A whole database in one file, the same for SQLite and PostgreSQL.

A ZIP archive: `tables/NAME.jsonl`, one row a line as a list of values, and
`manifest.json`, which names every part with its rows and its SHA-256, and holds the
keys if they were asked for.
"""
