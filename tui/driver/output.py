"""The way to the terminal, which may be gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO


class Output:
    """Writes to the terminal; once it is gone, to nobody.

    Textual's writing thread would die of the first error, and the event loop wait for it
    for ever.
    """

    def __init__(self, file: TextIO, gone: Callable[[], None]) -> None:
        """Take the terminal's file, and whom to tell, in the writing thread, that it is gone."""
        self._file = file
        self._tell = gone
        self._gone = False

    def write(self, text: str) -> int:
        """Write a text, and return its length."""
        self._attempt(lambda: self._file.write(text))
        return len(text)

    def flush(self) -> None:
        """Send what was written."""
        self._attempt(self._file.flush)

    def fileno(self) -> int:
        """Return the descriptor of the terminal."""
        return self._file.fileno()

    def _attempt(self, act: Callable[[], object]) -> None:
        if self._gone:
            return
        try:
            act()
        except OSError:
            self._gone = True
            self._tell()
