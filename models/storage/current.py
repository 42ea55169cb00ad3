"""The database that a family of tables reads and writes at a moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import local

from peewee import Database, DatabaseProxy


class CurrentDatabase(DatabaseProxy):
    """Stands for the database of the store that this thread has open.

    Peewee ties a table to one database for the whole process. Two elections, or an
    urn apart from its roll, need the same process to have several open: a table is
    tied to this proxy instead, and `Store.connection` says in each thread which
    database it means. Stores may be open inside one another.
    """

    def __init__(self) -> None:
        """Start without a database."""
        # Peewee's proxies accept no attribute but their own.
        object.__setattr__(self, "_opened", local())
        super().__init__()

    @property
    def obj(self) -> Database | None:
        """The database, or None outside of any connection."""
        stack = self._stack()
        return stack[-1] if stack else None

    @obj.setter
    def obj(self, database: None) -> None:
        """Accept Peewee's own first None: `using` alone sets a database."""

    @contextmanager
    def using(self, database: Database) -> Iterator[None]:
        """Let the tables read and write a database in this thread."""
        stack = self._stack()
        stack.append(database)
        try:
            yield
        finally:
            # The last of its kind: a generator may end after one that was opened within it.
            place = len(stack) - 1 - stack[::-1].index(database)
            del stack[place]

    def _stack(self) -> list[Database]:
        opened: local = object.__getattribute__(self, "_opened")
        stack: list[Database] = opened.__dict__.setdefault("stack", [])
        return stack
