"""A program on a serial line of the machine, as on a terminal of its own."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from tests.journeys.screen import ScreenText
from tests.journeys.terminal import Terminal
from tests.machine.shell import PROMPT, Shell

PATIENCE = 240.0
"""Seconds that a state may take to come, without acceleration."""
QUIET = 2.0
"""Seconds without a change after which a screen is drawn, without acceleration."""
COLUMNS, LINES = 80, 24


class LineTerminal(Terminal):
    """The line of a shell in the place of a pseudo-terminal, while a program is on it."""

    def __init__(self, shell: Shell) -> None:
        """Take the line of a shell that waits for a command."""
        self._shell = shell
        self._screen = ScreenText(COLUMNS, LINES)
        self.output = bytearray()
        self.seen = []
        self.started_at = self.read_at = self.painted_at = monotonic()

    def opens(self, command: str) -> None:
        """Type a command that takes the whole screen."""
        self._shell.type_command(f"stty cols {COLUMNS} rows {LINES}")
        self.send(f"{command}\n")

    def read(self, seconds: float) -> bool:
        """Read once; return whether anything came within so many seconds."""
        data = self._shell.read_bytes(seconds)
        self.output += data
        self._screen.feed(data)
        if data:  # the line is slow: a page comes in small pieces
            self.painted_at = monotonic()
        return bool(data)

    def send(self, data: str | bytes) -> None:
        """Send characters or bytes as they are."""
        self._shell.send(data.encode() if isinstance(data, str) else data)

    def wait_for(self, *texts: str, within: float = PATIENCE) -> str:
        """Wait until every text is on the screen, wrapped or not, and return the screen."""
        return super().wait_for(*texts, within=within)

    def wait_until(self, state: Callable[[], bool], what: str, within: float = PATIENCE) -> None:
        """Read what the program writes until a state is reached."""
        super().wait_until(state, what, max(within, PATIENCE))

    def settle(self, quiet: float = QUIET) -> bytes:
        """Look until nothing has changed for so many seconds, and return what came."""
        return super().settle(max(quiet, QUIET))

    @property
    def running(self) -> bool:
        """Whether the shell has not come back."""
        return not self.output.endswith(PROMPT.encode())

    def wait_end(self, within: float = PATIENCE) -> int:
        """Wait until the shell is back, and return how the program has ended."""
        limit = monotonic() + within
        while self.running:
            assert monotonic() < limit, f"the program still runs, and shows:\n{self.text}"
            self.read(0.2)
        return self._shell.last_status()

    def close(self) -> None:
        """Leave the line to its shell."""
