"""The moment of a demonstration, which the helpdesk beside it lives at as well."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock

from models import TravelClock

TOLD = "clock"
"""A file: how many microseconds the demonstration is ahead of the machine's clock."""
_WRITTEN = "clock.new"


class ToldClock(TravelClock):
    """The clock of a demonstration, which tells in a directory how far it has travelled."""

    def __init__(self, moment: datetime) -> None:
        """Start at an aware moment, and tell nobody yet."""
        self._directory: Path | None = None
        self._telling = Lock()
        super().__init__(moment)

    def travel(self, moment: datetime) -> None:
        """Go to an aware moment, and tell it.

        Raises:
            ValueError: The moment is naive.
        """
        super().travel(moment)
        self._tell()

    def tell_in(self, directory: Path | None) -> None:
        """Tell in a directory from now on; None: nobody any more."""
        self._directory = directory
        self._tell()

    def _tell(self) -> None:
        # The directory may be deleted meanwhile, the disk full: the demonstration goes on.
        with self._telling, suppress(OSError):
            if self._directory is not None:
                written = self._directory / _WRITTEN
                written.write_text(str(self.offset // timedelta(microseconds=1)), "ascii")
                written.replace(self._directory / TOLD)


class FollowedClock:
    """The clock of a demonstration in another process.

    The file is read each time: that takes some microseconds of a call's milliseconds, and there is
    nothing to be remembered that could be out of date.
    """

    def __init__(self, directory: Path) -> None:
        """Take the directory of the sandbox."""
        self._told = directory / TOLD
        self._last = timedelta()

    @property
    def offset(self) -> timedelta:
        """How far it is ahead of the machine's clock; the last one, once the sandbox is gone."""
        with suppress(OSError):
            self._last = timedelta(microseconds=int(self._told.read_text("ascii")))
        return self._last

    def now(self) -> datetime:
        """Return the moment of the demonstration, aware, in UTC."""
        return datetime.now(UTC) + self.offset
