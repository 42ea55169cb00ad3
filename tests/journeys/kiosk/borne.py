"""A running kiosk, seen from outside: its screen, its processes, the files that they have open."""

from __future__ import annotations

import os
import signal
import stat
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from tests.journeys.cast import Cast
from tests.journeys.surroundings import surroundings
from tests.journeys.terminal import PATIENCE, Terminal
from tests.journeys.visitor import HOME_SCREEN, Visitor
from tests.private_memory import open_files
from tui.hosts.guardian import NAME

STANDBY = "Appuyez sur une touche"
KIOSK_HOME_SCREEN = (*HOME_SCREEN, "Activez votre messagerie")
DEAF, DEAF_LONGER = 0.7, 1.8
"""Seconds after which a key is pressed again, the first time and later: standby hears none until
the keyboard was quiet for 0.3 s, after a crash for 1.5 s."""


class Borne:
    """The kiosk's terminal and what runs in it."""

    def __init__(self, terminal: Terminal) -> None:
        """Take the terminal that the program was started in."""
        self.terminal = terminal

    @property
    def host(self) -> int:
        """Number of the process that holds the terminal."""
        return self.terminal.process.pid

    @property
    def visits(self) -> list[int]:
        """Numbers of the processes that it has forked for visits."""
        return [number for number in self._forked if not _is_guardian(number)]

    @property
    def guardians(self) -> list[int]:
        """Numbers of the processes that restore the terminal if the host dies."""
        return [number for number in self._forked if _is_guardian(number)]

    @property
    def _forked(self) -> list[int]:
        try:
            text = Path(f"/proc/{self.host}/task/{self.host}/children").read_text()
        except FileNotFoundError:
            return []
        return [int(number) for number in text.split() if not _is_ended(int(number))]

    @property
    def processes(self) -> list[int]:
        """Numbers of all the processes of the kiosk's session."""
        numbers = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal()]
        return [number for number in numbers if _session(number) == self.host]

    def waits(self) -> None:
        """Wait until standby is shown, with one process behind it and a guardian beside it."""
        self.terminal.wait_for(STANDBY)
        self.is_guarded()
        self.terminal.wait_until(lambda: len(self.visits) == 1, "one process")

    def is_guarded(self) -> None:
        """Wait until the guardian has its name: until then it is taken for a visit."""
        self.terminal.wait_until(lambda: len(self.guardians) == 1, "a guardian")

    def opens(self, cast: Cast | None = None, /, **signs: str) -> Visitor:
        """Press a key on standby, and return the person who has come."""
        pressed, pause = 0.0, DEAF

        def there() -> bool:
            nonlocal pressed, pause
            words = self.terminal.words
            if STANDBY in words and monotonic() - pressed > pause:
                pause = DEAF if not pressed else DEAF_LONGER
                self.terminal.press("x")  # means nothing on the home screen
                pressed = monotonic()
            return all(text in words for text in KIOSK_HOME_SCREEN)

        self.terminal.wait_until(there, "the home screen")
        return Visitor(self.terminal, cast=cast, **signs)

    def quits(self) -> None:
        """Press QUITTEZ, and wait for the next process's standby."""
        before = self.visits
        self.terminal.press("f10")
        self.is_another_than(before)

    def is_another_than(self, before: Sequence[int]) -> None:
        """Wait until standby is shown, and another process than those is behind it."""

        def there() -> bool:
            now = self.visits
            return len(now) == 1 and now[0] not in before and STANDBY in self.terminal.words

        self.terminal.wait_until(there, "standby of another process")

    def is_gone(self) -> None:
        """Read what is still written until no process of the kiosk is left.

        Raises:
            AssertionError: One still lives.
        """
        limit = monotonic() + PATIENCE
        while self.processes:
            assert monotonic() < limit, f"{self.processes} still live"
            self.terminal.read(0.1)
        self.terminal.settle()

    def kill(self, number: signal.Signals, process: int) -> None:
        """Send a signal to one of the processes."""
        os.kill(process, number)

    def written_files(self) -> set[str]:
        """Return the files that the kiosk's processes hold open for writing, terminals apart."""
        return {
            place
            for process in self.processes
            for place, flags in _open_files(process)
            if flags & (os.O_WRONLY | os.O_RDWR) and _is_file(place)
        }


def kiosk_surroundings(home: Path, term: str = "xterm-256color") -> dict[str, str]:
    """Return the environment in which a kiosk is started."""
    return surroundings(home, term)


def _open_files(process: int) -> list[tuple[str, int]]:
    """Return what a process has open, nothing for one that is gone."""
    try:
        return list(open_files(process))
    except (FileNotFoundError, ProcessLookupError):
        return []


def _is_file(place: str) -> bool:
    try:
        return stat.S_ISREG(os.stat(place).st_mode)
    except OSError:
        return False


def _fields(number: int) -> list[str]:
    """Return the fields of /proc/PID/stat after the name (proc(5)), none for one that is gone."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _session(number: int) -> int | None:
    fields = _fields(number)
    return int(fields[3]) if fields and fields[0] != "Z" else None


def _is_guardian(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/comm").read_text().strip() == NAME
    except OSError:
        return False


def _is_ended(number: int) -> bool:
    fields = _fields(number)
    return not fields or fields[0] == "Z"
