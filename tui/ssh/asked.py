"""What a client asks for on a channel before anything begins; only a terminal is to be had."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

import asyncssh

from models import typeset
from tui.ssh.words import NO_SUBSYSTEM

if TYPE_CHECKING:
    from tui.ssh.gate import Gate

PASSED = frozenset({"COLORTERM", "LANG", "NO_COLOR"})
"""Variables that are passed on, besides TERM and the locale's."""
LONGEST_VALUE = 64
"""Letters of a variable that is passed on; any longer is none of a terminal."""
MOST_QUEUED = 1 << 16
"""Bytes that wait for a client that reads slowly; beyond, its session is read no more."""
SMALLEST, LARGEST = (20, 6), (500, 200)
"""Columns and lines that a terminal may claim; beyond them the nearest are taken."""


class AskedChannel(asyncssh.SSHServerSession[bytes]):
    """A channel and its terminal.

    Attributes:
        channel: Of the client; None: it is gone.
        environment: The client's variables that count.
        size: Columns and lines of its terminal; None: it has none.
        word: What it has asked for in place of a shell, or empty.
    """

    def __init__(self, gate: Gate, address: str) -> None:
        """Take the gate, and where the client is."""
        self.channel: asyncssh.SSHServerChannel[bytes] | None = None
        self.environment: dict[str, str] = {}
        self.size: tuple[int, int] | None = None
        self.word = ""
        self.gate = gate
        self.address = address

    def connection_made(self, channel: asyncssh.SSHServerChannel[bytes]) -> None:
        """Take the channel."""
        self.channel = channel
        channel.set_write_buffer_limits(MOST_QUEUED)

    def pty_requested(
        self, term_type: str, term_size: tuple[int, int, int, int], term_modes: Mapping[int, int]
    ) -> bool:
        """Note the terminal; its modes are the program's own."""
        self.environment["TERM"] = term_type[:LONGEST_VALUE] or "dumb"
        self.size = within(term_size[0], term_size[1])
        return True

    def shell_requested(self) -> bool:
        """Accept what is no shell here, but the demonstration's home."""
        return True

    def exec_requested(self, command: str) -> bool:
        """Note what was asked for: a word that is known, or answered by a line."""
        self.word = command.strip()
        return True

    def subsystem_requested(self, subsystem: str) -> bool:
        """Refuse: no files are served."""
        if self.channel is not None:
            self.channel.write_stderr(line_of(NO_SUBSYSTEM))
        return False

    def session_started(self) -> None:
        """Take the variables that count, and begin."""
        if self.channel is None:
            return
        for name, value in self.channel.get_environment().items():
            if (name in PASSED or name.startswith("LC_")) and len(value) <= LONGEST_VALUE:
                self.environment[name] = value
        self.begin()

    def begin(self) -> None:
        """Do what was asked for."""

    def signal_received(self, signal: str) -> None:
        """Do nothing: a session ends by QUITTEZ, or with its client."""

    def leave(self, words: str, status: int) -> None:
        """Write the last line, if there is one, and close the channel."""
        if self.channel is None:
            return
        with suppress(OSError):
            if words:
                (self.channel.write if status == 0 else self.channel.write_stderr)(line_of(words))
            self.channel.exit(status)

    def connection_lost(self, error: Exception | None) -> None:
        """Know that the client is gone."""
        self.channel = None

    @property
    def on_console(self) -> bool:
        """Whether the terminal is the Linux console."""
        return self.environment.get("TERM", "").startswith("linux")


def within(columns: int, lines: int) -> tuple[int, int]:
    """Return the nearest size that can be drawn; that of most terminals in place of none."""
    return (
        min(max(columns or 80, SMALLEST[0]), LARGEST[0]),
        min(max(lines or 24, SMALLEST[1]), LARGEST[1]),
    )


def printable(word: str) -> str:
    """Return the beginning of what a client sent, without control characters."""
    return "".join(letter for letter in word if letter.isprintable())[:30]


def line_of(words: str) -> bytes:
    """Return a line for a terminal in any mode."""
    return (typeset(words).replace("\n", "\r\n") + "\r\n").encode()


class RefusedChannel(AskedChannel):
    """A channel on which there is nothing, for whoever has come."""

    def __init__(self, gate: Gate, address: str, words: str) -> None:
        """Take the sentence that says so."""
        super().__init__(gate, address)
        self._words = words

    def begin(self) -> None:
        """Say it."""
        self.gate.refuses("user")
        self.leave(self._words, 1)
