"""A real terminal for one program: what it shows, what it sends, how it leaves."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pyte

ROOT = Path(__file__).parents[2]


class Terminal:
    """A pty of 80 by 24 with a program in it, read by an emulator."""

    def __init__(self, arguments: list[str], environment: dict[str, str]) -> None:
        """Start the program."""
        self.screen = pyte.Screen(80, 24)
        self._emulator = pyte.ByteStream(self.screen)
        self.sent = bytearray()
        """Every byte that the program has sent."""
        self.process: pexpect.spawn[bytes] = pexpect.spawn(
            sys.executable,
            arguments,
            env=os.environ | {"COLORTERM": "truecolor", "TERM": "xterm-256color"} | environment,
            cwd=str(ROOT),
            dimensions=(24, 80),
            timeout=60,
        )

    @property
    def text(self) -> str:
        """What is on the screen, no-break spaces made ordinary."""
        return "\n".join(self.screen.display).replace("\u00a0", " ")

    def read(self, seconds: float = 0.1) -> int:
        """Take in what the program sends within a time; return the number of bytes."""
        try:
            chunk = self.process.read_nonblocking(65_536, timeout=seconds)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return 0
        self.sent += chunk
        # pyte does not know the private modes by which a program asks for keys.
        with contextlib.suppress(TypeError):
            self._emulator.feed(chunk)
        return len(chunk)

    def until(self, state: Callable[[], bool]) -> None:
        """Read until a state is reached."""
        while not state():
            if not self.read(1.0) and not self.process.isalive():
                raise AssertionError(self.text)

    def quiet(self, seconds: float = 0.3) -> int:
        """Read until nothing more comes for a time; return the number of bytes."""
        total = 0
        while count := self.read(seconds):
            total += count
        return total

    def leave(self) -> int:
        """Read to the end, and return the exit status, or minus the signal."""
        while self.process.isalive():
            self.read(0.2)
        self.quiet(0.05)
        self.process.close()
        if self.process.exitstatus is not None:
            return int(self.process.exitstatus)
        return -int(self.process.signalstatus or 0)


@contextlib.contextmanager
def terminal(arguments: list[str], **environment: str) -> Iterator[Terminal]:
    """Open a terminal with a program, and end it whatever happens."""
    opened = Terminal(arguments, environment)
    try:
        yield opened
    finally:
        # Its file is closed already where the test was about that.
        with contextlib.suppress(OSError):
            opened.process.close(force=True)
