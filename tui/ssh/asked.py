"""What a client asks for on a channel before anything begins; only a terminal is to be had."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

import asyncssh

from models import typeset
from tui.ssh.words import DEMO_WORDS

if TYPE_CHECKING:
    from tui.ssh.gate import Gate
    from tui.ssh.words import ChannelWords

LOCALE = (
    *("ALL", "ADDRESS", "COLLATE", "CTYPE", "IDENTIFICATION", "MEASUREMENT", "MESSAGES"),
    *("MONETARY", "NAME", "NUMERIC", "PAPER", "TELEPHONE", "TIME"),
)
"""What locale(7) names by variables."""
PASSED = frozenset({"COLORTERM", "LANG", *(f"LC_{name}" for name in LOCALE)})
"""Variables that are passed on, besides TERM."""
_VALUE = re.compile(r"[A-Za-z0-9_.@+:-]{1,64}")
"""Of a variable that is passed on; any other is none of a terminal."""
HELPS = frozenset({"--help", "-h", "help"})
WITHOUT_SCREEN, LEAST = frozenset({"dumb", "unknown"}), "vt100"
"""Terminals that name nothing they can do, and what is taken in their place."""
MOST_QUEUED = 1 << 16
"""Bytes that wait for a client that reads slowly; beyond, its session is read no more."""
SMALLEST, LARGEST = (20, 6), (500, 200)
"""Columns and lines that a terminal may claim; beyond them the nearest are taken."""


class AskedChannel(asyncssh.SSHServerSession[bytes]):
    """A channel and its terminal.

    Attributes:
        words: What is said on it.
        channel: Of the client; None: it is gone.
        environment: The client's variables that count.
        size: Columns and lines of its terminal; None: it has none.
        word: What it has asked for in place of a shell, or empty.
        when_started: Called as soon as something is asked for on the channel.
        when_closed: Called once a channel is closed on which something was.
    """

    words: ClassVar[ChannelWords] = DEMO_WORDS
    _stalled: asyncio.TimerHandle | None = None
    _serves_files = _started = False

    def __init__(self, gate: Gate, address: str) -> None:
        """Take the gate, and where the client is."""
        self.channel: asyncssh.SSHServerChannel[bytes] | None = None
        self.environment: dict[str, str] = {}
        self.size: tuple[int, int] | None = None
        self.word = ""
        self.when_started: Callable[[], None] = lambda: None
        self.when_closed: Callable[[], None] = lambda: None
        self.gate = gate
        self.address = address
        self.is_paused = False

    def connection_made(self, channel: asyncssh.SSHServerChannel[bytes]) -> None:
        """Take the channel."""
        self.channel = channel
        channel.set_write_buffer_limits(MOST_QUEUED)

    def pty_requested(
        self, term_type: str, term_size: tuple[int, int, int, int], term_modes: Mapping[int, int]
    ) -> bool:
        """Note the terminal; its modes are the program's own."""
        known = _VALUE.fullmatch(term_type) and term_type not in WITHOUT_SCREEN
        self.environment["TERM"] = term_type if known else LEAST
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
        """Accept what is answered by a line: no files are served."""
        self._serves_files = True
        return True

    def session_started(self) -> None:
        """Take the variables that count, and begin."""
        if self.channel is None:
            return
        self._started = True
        self.when_started()
        for name, value in self.channel.get_environment().items():
            if name in PASSED and _VALUE.fullmatch(value):
                self.environment[name] = value
        if self._serves_files:
            self.leave(self.words.files, 1)
        else:
            self.begin()

    def begin(self) -> None:
        """Do what was asked for."""

    def signal_received(self, signal: str) -> None:
        """Do nothing: a session ends by QUITTEZ, or with its client."""

    def refuse(self, reason: str, words: str) -> None:
        """Have it counted that nothing begins, and say why."""
        self.gate.refuses(reason)
        self.leave(words, 1)

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
        if self._stalled is not None:
            self._stalled.cancel()
        if self._started:
            self.when_closed()

    def pause_writing(self) -> None:
        """Send no more than the most needed: the client is slow, and nothing is to pile up here."""
        self.is_paused = True
        patience = self.gate.settings.stalled_seconds
        self._stalled = asyncio.get_running_loop().call_later(patience, self.give_up)

    def resume_writing(self) -> None:
        """Send on."""
        self.is_paused = False
        if self._stalled is not None:
            self._stalled.cancel()

    def give_up(self) -> None:
        """End a connection of which nothing is read any more: it would not even hear of it."""
        if self.channel is not None:
            self.channel.get_connection().abort()

    def write(self, data: bytes) -> None:
        """Write to the client, if it is there to take it."""
        if self.channel is not None:
            with suppress(OSError):  # it is about to go
                self.channel.write(data)

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

    def __init__(self, gate: Gate, address: str, reason: str, words: str) -> None:
        """Take the reason as it is counted, and the sentence that says so."""
        super().__init__(gate, address)
        self._reason, self._words = reason, words

    def begin(self) -> None:
        """Say it."""
        self.refuse(self._reason, self._words)
