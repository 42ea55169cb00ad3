"""The way to the terminal, which may be gone."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

from tui.driver.unchanged import Unchanged


class Output:
    """Writes to the terminal; once it is gone, what is written is dropped.

    Textual's writing thread would die of the first error, and the event loop wait for it
    for ever.
    """

    def __init__(self, file: TextIO, gone: Callable[[], None]) -> None:
        """Take the terminal's file, and what is called, in the writing thread, once it is gone."""
        self._file = file
        self._tell = gone
        self._gone = False
        self._unchanged = Unchanged()

    def write(self, text: str) -> int:
        """Write what the terminal does not show already, and return the length of the text."""
        changed = self._unchanged.left_out(text)
        self._attempt(lambda: self._file.write(changed))
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
            self._lead_nowhere()
            self._tell()

    def _lead_nowhere(self) -> None:
        """Send what is still in the file's buffer to /dev/null: the interpreter will flush it.

        It would fail there, and the program end with a status of its own (120).
        """
        with suppress(OSError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._file.fileno())
            os.close(nowhere)
