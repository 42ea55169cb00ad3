"""What a call really sends to its database, noted to be sent again without the program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import get_ident
from typing import Any, cast

from peewee import Database


@dataclass(frozen=True, slots=True)
class Sent:
    """One statement.

    Attributes:
        thread: The thread that sent it.
        connection: The driver's connection that it was sent on.
        sql: The statement, `BEGIN` and `COMMIT` among them.
        parameters: What was given to the driver besides: nothing, or its values.
    """

    thread: int
    connection: object
    sql: str
    parameters: tuple[Any, ...]


class NotedCursor:
    """A driver's cursor that adds each statement to a list before it runs it."""

    def __init__(self, cursor: Any, sent: list[Sent]) -> None:
        """Take the cursor and the list."""
        self._cursor = cursor
        self._sent = sent

    def execute(self, sql: str, *parameters: Any) -> Any:
        """Note a statement and run it."""
        self._sent.append(Sent(get_ident(), self._cursor.connection, sql, parameters))
        return self._cursor.execute(sql, *parameters)

    def __iter__(self) -> Iterator[Any]:
        """Iterate over the rows."""
        return iter(self._cursor)

    def __getattr__(self, name: str) -> Any:
        """Return anything else of the cursor."""
        return getattr(self._cursor, name)


@contextmanager
def noted(database: Database) -> Iterator[list[Sent]]:
    """Yield the statements that a database is sent in the block, by every thread, in order.

    Peewee takes each of its cursors from `Database.cursor`, for transactions too. The
    settings of a connection that is opened are no statements of the call, and left out.
    """
    sent: list[Sent] = []
    watched = cast(Any, database)
    usual = watched.cursor

    def cursor(*arguments: Any, **options: Any) -> NotedCursor:
        return NotedCursor(usual(*arguments, **options), sent)

    watched.cursor = cursor
    try:
        yield sent
    finally:
        del watched.cursor
