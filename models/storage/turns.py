"""Long writing in short transactions, so that others who write to a SQLite file have their turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic, sleep

from models.storage.dialect import Dialect

HELD = 0.2
"""Seconds for which a turn should keep others from writing."""

FREE = 0.11
"""Seconds between two turns. SQLite asks a waiting writer to look again at least every tenth of
a second: a shorter gap could be missed, one after the other."""

UNNOTICED = HELD / 4
"""Seconds that may be held without a gap: the few rows of a small table are one turn each."""

COPIED_AFTER = 2 * HELD
"""Seconds of writing after which the log is copied back, in a gap: it then stays so short that
no call of somebody else has to copy it."""

FEWEST, FIRST, MOST = 100, 10_000, 200_000
"""Rows of a turn. Each turn learns from the one before how many fit into its time, on a quick
machine, a slow one or a busy one."""


class Turns:
    """The turns of one writer.

    Attributes:
        longest: Seconds of the longest transaction so far.
    """

    def __init__(self, dialect: Dialect) -> None:
        """Take the dialect of an open connection without a transaction."""
        self._dialect = dialect
        self.longest = 0.0
        self._last = self._held = self._in_log = 0.0
        dialect.run("PRAGMA wal_autocheckpoint = 0")  # a commit would copy, and look like a turn

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold a transaction that is short by its nature, whatever the number of rows."""
        with self._dialect.database.atomic():
            started = monotonic()
            yield
        self._last = monotonic() - started
        self.longest = max(self.longest, self._last)

    def take(
        self, write: Callable[[int], int], tell: Callable[[int], None] = lambda written: None
    ) -> None:
        """Write in as many turns as it takes.

        Args:
            write: Writes no more rows than it is told, in a transaction; returns how many, 0
                if all are written.
            tell: Called after each turn with the rows that were written.
        """
        most, written = FIRST, 1
        while written:
            with self.turn():
                written = write(most)
            most = int(most * min(4.0, max(0.25, HELD / max(self._last, 0.001))))
            most = min(MOST, max(FEWEST, most))
            self._held += self._last
            self._in_log += self._last
            tell(written)
            if self._held >= UNNOTICED:
                self._let_others_write()

    def _let_others_write(self) -> None:
        until = monotonic() + FREE
        if self._in_log >= COPIED_AFTER:
            self._dialect.run("PRAGMA wal_checkpoint(PASSIVE)")
            self._in_log = 0.0
        sleep(max(0.0, until - monotonic()))
        self._held = 0.0
