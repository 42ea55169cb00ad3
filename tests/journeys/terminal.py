"""A terminal that a program really runs in: keys go in, a screen comes out."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import monotonic
from types import TracebackType

from tests.journeys.keys import paste, sequence
from tests.journeys.screen import ScreenText
from tests.journeys.traffic import modes_left_on

PATIENCE = 40.0
"""Seconds that a state may take to come: two cores may be shared by many tests."""
PAGE = 400
"""Bytes of a new page, at least; what is typed takes fewer."""
TOGETHER = 0.1
"""Seconds between two pieces of a page, at most: a fast reader is given it piece by piece."""
LOOKED_AT = 0.4
"""Seconds for which a person looks at a new page before they press Enter, more than the
program's own `UNREAD`."""


class Terminal:
    """A pseudo-terminal with one program in it.

    Attributes:
        output: Every byte that the program has written so far.
        seen: The text of each screen that was waited for, in order.
        started_at: When the program was started, by `time.monotonic`.
        read_at: When its last bytes were read.
        painted_at: When so many bytes had been read together that the page was another one.
    """

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        environment: Mapping[str, str],
        folder: Path | None = None,
        columns: int = 80,
        lines: int = 24,
    ) -> None:
        """Start a program as the leader of a session on a new terminal, in a folder."""
        self.output = bytearray()
        self.seen: list[str] = []
        self._screen = ScreenText(columns, lines)
        self._keyboard, self._line = pty.openpty()
        self._set_size(columns, lines)
        self._found = termios.tcgetattr(self._line)
        self._open = True
        self.started_at = self.read_at = self.painted_at = monotonic()
        self._together = 0
        self.process = subprocess.Popen(
            ["setsid", "--ctty", *map(str, command)],
            stdin=self._line,
            stdout=self._line,
            stderr=self._line,
            env=dict(environment),
            cwd=folder,
            close_fds=True,
        )

    def __enter__(self) -> Terminal:
        """Return the terminal, closed at the end of the block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the program, if it still runs, and close the terminal."""
        if self.running:
            self.process.kill()
        self.process.wait()
        self.close()

    # Reading

    @property
    def text(self) -> str:
        """The text of the screen."""
        return self._screen.text

    @property
    def lines(self) -> list[str]:
        """The lines of the screen."""
        return self._screen.lines

    def erase(self) -> None:
        """Blank what is seen of the screen: what is there afterwards was painted since."""
        self._screen.erase()

    @property
    def words(self) -> str:
        """The text of the screen on one line."""
        return self._screen.words

    def wait_for(self, *texts: str, within: float = PATIENCE) -> str:
        """Wait until every text is on the screen, wrapped or not, and return the screen.

        Raises:
            AssertionError: They did not come; it shows the screen.
        """
        self.wait_until(lambda: all(text in self.words for text in texts), str(texts), within)
        self.seen.append(self.text)
        return self.text

    def wait_gone(self, text: str) -> None:
        """Wait until a text is no longer on the screen."""
        self.wait_until(lambda: text not in self.words, f"not {text}", PATIENCE)

    def wait_until(self, state: Callable[[], bool], what: str, within: float = PATIENCE) -> None:
        """Read what the program writes until a state is reached.

        Raises:
            AssertionError: It was not reached in time, or the program has ended.
        """
        limit = monotonic() + within
        while not state():
            running = self.running  # asked first: what it wrote before its end is still read
            if monotonic() > limit or not (self.read(0.2) or running):
                raise AssertionError(f"waited for {what}, and the screen shows:\n{self.text}")

    def read(self, seconds: float) -> bool:
        """Read once; return whether anything came within so many seconds."""
        if not select.select([self._keyboard], [], [], seconds)[0]:
            return False
        data = os.read(self._keyboard, 1 << 16)
        self._take_note(len(data), monotonic())
        self.output += data
        self._screen.feed(data)
        return True

    def _take_note(self, size: int, now: float) -> None:
        """Note when so many bytes were read, and whether the page is another one by them."""
        apart = now - self.read_at > TOGETHER
        self._together = size if apart else self._together + size
        self.read_at = now
        if self._together >= PAGE:
            self._together, self.painted_at = 0, now

    def stand(self) -> None:
        """Read until the page that is shown has stood for as long as a person looks at it."""
        while (left := self.painted_at + LOOKED_AT - monotonic()) > 0:
            self.read(left)

    def settle(self, quiet: float = 0.2) -> bytes:
        """Read until nothing has come for so many seconds, and return what came."""
        before, limit = len(self.output), monotonic() + PATIENCE
        while self.read(quiet) and monotonic() < limit:
            pass
        return bytes(self.output[before:])

    def read_for(self, seconds: float) -> bytes:
        """Read for so many seconds, and return what came."""
        before, limit = len(self.output), monotonic() + seconds
        while (left := limit - monotonic()) > 0:
            self.read(left)
        return bytes(self.output[before:])

    # Typing

    def press(self, *keys: str) -> None:
        """Press keys one after the other: names of `KEYS`, or characters."""
        for key in keys:
            self.send(sequence(key))

    def type(self, text: str) -> None:
        """Type a text."""
        self.send(text)

    def paste(self, text: str) -> None:
        """Paste a text."""
        self.send(paste(text))

    def send(self, data: str | bytes) -> None:
        """Send characters or bytes as they are, all of them.

        The line holds some thousand bytes: with more, this lasts until the program has read them.
        """
        left = data.encode() if isinstance(data, str) else data
        while left:
            left = left[os.write(self._keyboard, left) :]

    def resize(self, columns: int, lines: int) -> None:
        """Change the size of the terminal; the kernel signals it to the program."""
        self._screen.resize(columns, lines)
        self._set_size(columns, lines)

    @property
    def echoes(self) -> bool:
        """Whether the terminal shows what is typed by itself: not at the question for a secret."""
        return bool(termios.tcgetattr(self._line)[3] & termios.ECHO)

    # Ending

    @property
    def running(self) -> bool:
        """Whether the program has not ended."""
        return self.process.poll() is None

    def wait_end(self, within: float = PATIENCE) -> int:
        """Wait until the program has ended, read its last words, and return its exit status.

        A signal that ended it is a negative number.

        Raises:
            AssertionError: It still runs; it shows the screen.
        """
        limit = monotonic() + within
        while self.running:
            if monotonic() > limit:
                raise AssertionError(f"the program still runs, and shows:\n{self.text}")
            if self._open:
                self.read(0.05)
            else:
                self.process.wait(within)
        while self._open and self.read(0):
            pass
        return self.process.returncode

    def faults_left(self) -> list[str]:
        """Return what the program has left changed in the terminal, once it has ended."""
        faults = modes_left_on(bytes(self.output))
        if termios.tcgetattr(self._line) != self._found:
            faults.append("line settings")
        return faults

    def close(self) -> None:
        """Close the terminal as a window is closed: the program is hung up."""
        if self._open:
            self._open = False
            os.close(self._keyboard)
            os.close(self._line)

    def _set_size(self, columns: int, lines: int) -> None:
        size = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self._line, termios.TIOCSWINSZ, size)
