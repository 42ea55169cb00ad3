"""What the checks of a kiosk look at: the files of a machine, an account, a terminal."""

from __future__ import annotations

import fcntl
import os
import struct
import sys
import sysconfig
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tui.kiosk.check.live import PATIENCE, QUICK_PATIENCE, Questions

PACKAGES = Path(__file__).parents[3]
"""Where the program is; with its guides, if it was installed as they say."""

KDGKBENT = 0x4B46
"""Asks the kernel what a key of the console does (linux/kd.h)."""
KT_CONS = 5
"""Kind of the action that shows another console (linux/keyboard.h)."""
ALT, CONTROL_ALT = 8, 12
"""Tables of the keys with Alt, and with Ctrl and Alt: 1 << KG_ALT, and 1 << KG_CTRL besides."""
F2 = 60
"""Key code of F2 on the console (dumpkeys(1))."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """A terminal that is both read and written.

    Attributes:
        leaves: Whether Alt+F2 shows another console; None if it is no console.
    """

    columns: int
    lines: int
    leaves: bool | None = None


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine as an account sees it.

    Attributes:
        root: Where its files begin: /etc, /proc, /run.
        environment: What the kiosk knows of the environment.
        uid: Of the account.
        groups: Numbers of the account's groups.
        terminal: The one that this process was started on, None without any.
        program: The places that hold the program and its interpreter.
        isolated: Whether Python takes nothing from the environment (`-I`).
        guide: The folder of the files that the guide has people install, None if the program was
            installed without it.
        ask: Returns what a command prints, None if it cannot be asked.
        unanswered: The programs that did not answer in time.
    """

    root: Path
    environment: Mapping[str, str]
    uid: int
    groups: frozenset[int]
    terminal: Terminal | None
    program: tuple[Path, ...] = ()
    isolated: bool = True
    guide: Path | None = None
    ask: Callable[[Sequence[str]], str | None] = lambda _command: None
    unanswered: Collection[str] = ()

    def text(self, place: str) -> str | None:
        """Return the text of a file, None if there is none or it cannot be read."""
        try:
            return (self.root / place).read_text(encoding="utf-8", errors="replace")
        except OSError:
            return None

    def shipped_place(self, name: str) -> Path | None:
        """Return where a file of the guide is, None if it did not come with the program."""
        return self.guide / name if self.guide else None

    def shipped(self, name: str) -> str | None:
        """Return a file of the guide as this version has it, None if it did not come with it."""
        place = self.shipped_place(name)
        try:
            return place.read_text(encoding="utf-8") if place else None
        except OSError:
            return None


def this_machine(*, quick: bool = False) -> Machine:
    """Return the machine that this process runs on.

    Args:
        quick: Its services have no more time to answer than a monitor has.
    """
    questions = Questions(QUICK_PATIENCE if quick else PATIENCE)
    return Machine(
        root=Path("/"),
        environment=dict(os.environ),
        uid=os.getuid(),
        groups=frozenset({os.getgid(), *os.getgroups()}),
        terminal=_terminal(),
        program=_program(),
        isolated=bool(sys.flags.isolated),
        guide=PACKAGES / "docs" / "borne",
        ask=questions,
        unanswered=questions.unanswered,
    )


def _program() -> tuple[Path, ...]:
    libraries = Path(sysconfig.get_paths()["purelib"])
    interpreter = Path(sys.executable)
    return (PACKAGES / "tui", PACKAGES / "models", libraries, interpreter, interpreter.resolve())


def _terminal() -> Terminal | None:
    try:
        size = os.get_terminal_size(0)
        if os.fstat(0).st_rdev != os.fstat(2).st_rdev or not os.isatty(2):
            return None
    except OSError:
        return None
    return Terminal(size.columns, size.lines, _leaves(0))


def _leaves(descriptor: int) -> bool | None:
    """Return whether a key of the console leaves it; None if the terminal is no console."""
    try:
        actions = [_action(descriptor, table) for table in (ALT, CONTROL_ALT)]
    except OSError:
        return None
    return any(action >> 8 == KT_CONS for action in actions)


def _action(descriptor: int, table: int) -> int:
    asked = struct.pack("BBH", table, F2, 0)
    answer = fcntl.ioctl(descriptor, KDGKBENT, asked)
    action: int = struct.unpack("BBH", answer)[2]
    return action
