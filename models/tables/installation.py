"""What this database is: a real election or a sandbox."""

from __future__ import annotations

from peewee import CharField

from models.tables.base import Row


class Installation(Row):
    """A fact about the database as a whole."""

    name = CharField(max_length=32, primary_key=True)
    value = CharField(max_length=200)
