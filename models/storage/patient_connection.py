"""A connection of psycopg that gives up on a silent server."""

from __future__ import annotations

import select
from collections.abc import Generator
from functools import cache
from time import monotonic
from typing import Any, TypeVar

from models.storage.faults import SILENT

T = TypeVar("T")

TRUSTED = 0.5
"""Seconds for which a server that answered is not asked again: asking takes a third of a call."""


@cache
def connection_class() -> type[Any]:
    """Return psycopg's connection with a bound on every wait; psycopg is an extra."""
    import psycopg
    from psycopg.pq import TransactionStatus

    class PatientConnection(psycopg.Connection[Any]):
        """A connection that gives a silent server up.

        Attributes:
            patience: Seconds that one answer is waited for, None: without end.
            greeting_patience: The same for the question whether the server is there.
        """

        patience: float | None = None
        greeting_patience: float = 0.0

        def wait(self, gen: Any, *arguments: Any, **options: Any) -> Any:
            """Wait for an answer; close the connection if none comes."""
            if self.patience is None:
                return super().wait(gen, *arguments, **options)
            try:
                return super().wait(within(gen, self.patience), *arguments, **options)
            except TimeoutError as silence:
                self.close()
                raise psycopg.OperationalError(SILENT) from silence

        def answers(self, idle: float) -> bool:
            """Return whether the server is still there: it is asked, unless it just spoke."""
            if idle < TRUSTED:
                return not _has_something_to_say(self.fileno())
            usual, self.patience = self.patience, self.greeting_patience
            try:
                self.execute("")
            except psycopg.Error:
                return False
            self.patience = usual
            return True

        def may_be_kept(self) -> bool:
            """Return whether it is idle and has its limits."""
            status = self.pgconn.transaction_status
            return status == TransactionStatus.IDLE and self.patience is not None

    return PatientConnection


def _has_something_to_say(descriptor: int) -> bool:
    """Return whether unread data is pending: an idle server only sends some to close."""
    look = select.poll()
    look.register(descriptor, select.POLLIN)
    return bool(look.poll(0))


def within(steps: Generator[T, int, Any], seconds: float) -> Generator[T, int, Any]:
    """Return psycopg's steps of one exchange, bounded in time.

    Psycopg sends 0 into them each tenth of a second in which nothing came.

    Raises:
        TimeoutError: Nothing came for too long.
    """
    deadline = monotonic() + seconds
    try:
        wanted = next(steps)
        while True:
            came = yield wanted
            if not came and monotonic() > deadline:
                raise TimeoutError
            wanted = steps.send(came)
    except StopIteration as done:
        return done.value
