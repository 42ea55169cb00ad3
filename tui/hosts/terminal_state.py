"""The state of a terminal: as it was found, and as it rests between two visits.

A visit may end in the middle of a sequence, and the person before may have left anything on:
everything that this program, or another one, can have changed is set.
"""

from __future__ import annotations

import os
import termios
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from tui.hosts.time_limit import time_limit

TITLE = "Espace électeur"

_WHOLE = "\x18\x1b\\"
"""Cancels a sequence that was cut short, then ends a string that was (ECMA-48)."""

PATIENCE = 2.0
"""Seconds in which a terminal takes a few hundred bytes; one that does not is not read."""

_MODES = (
    "\x1b[0m\x1b[?6l\x1b[4l\x1b[20l\x1b[?1l\x1b>\x1b(B\x0f\x1b[?5l\x1b[?7h"
    "\x1b[?9l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1004l\x1b[?1005l\x1b[?1006l\x1b[?1015l"
    "\x1b[?1016l\x1b[?2004l\x1b[?2048l\x1b[?2026l"
)
"""Attributes, origin, insertion, keypad, letters, reverse video, wrapping; then mouse, focus,
paste, resize reports and held frames off."""

_EMPTY = "\x1b[r\x1b[H\x1b[2J\x1b[3J\x1b[H"
"""No margins, an empty screen, an empty scroll-back."""

_LINUX_RESET = "\x1bc\x1b]R"
"""The Linux console forgets all at once, its palette apart (console_codes(4))."""

_KEYBOARD = "\x1b[<9u\x1b[=0u"
"""The keyboard protocol's modes of this screen are dropped, however many were set."""
_COLOURS = "\x1b]104\x1b\\\x1b]110\x1b\\\x1b]111\x1b\\\x1b]112\x1b\\\x1b]8;;\x1b\\\x1b[0 q"
"""Palette, text, ground and cursor as they were; no link, the usual cursor."""
_INPUT, _LOCAL = 0, 3
"""Places of the flags in what `termios.tcgetattr` returns."""
_PUSH_TITLE, _POP_TITLE = "\x1b[22;0t", "\x1b[23;0t"
_HIDE_CURSOR, _SHOW_CURSOR = "\x1b[?25l", "\x1b[?25h"


class TerminalState:
    """The terminal that a host holds, by the descriptors 0 and 2."""

    def __init__(
        self, environment: Mapping[str, str], *, keyboard: int = 0, screen: int = 2
    ) -> None:
        """Read how the terminal was found, and let no key of it stop or end anything.

        Args:
            environment: TERM says whether it is the Linux console.
            keyboard: Descriptor that is read.
            screen: Descriptor that is written.

        Raises:
            OSError: It is no terminal, or it is gone.
        """
        self._keyboard, self._screen = keyboard, screen
        self._console = environment.get("TERM", "").startswith("linux")
        with _terminal_errors():
            self._found = termios.tcgetattr(keyboard)
            self._resting = _resting(termios.tcgetattr(keyboard))
        self._set(self._resting)
        if not self._console:
            self._write(_PUSH_TITLE)

    def rest(self) -> None:
        """Leave nothing of a visit: no mode, no text, no scroll-back, no key typed ahead.

        Keys are neither shown nor turned into signals until the next visit takes them.

        Raises:
            OSError: The terminal is gone.
        """
        self._set(self._resting)
        self._write(cleared(console=self._console) + _HIDE_CURSOR)
        with _terminal_errors():  # again: what was on its way to the line is there by now
            termios.tcflush(self._keyboard, termios.TCIFLUSH)

    def say(self, text: str) -> None:
        """Write a plain line in the middle of the resting screen.

        Raises:
            OSError: The terminal is gone.
        """
        self._write(f"\x1b[2J\x1b[12;4H{text}")

    def give_back(self) -> None:
        """Leave the terminal as it was found, empty; says nothing if it is gone."""
        with suppress(OSError):
            self._write(
                cleared(console=self._console)
                + ("" if self._console else _POP_TITLE)
                + _SHOW_CURSOR
            )
        with suppress(OSError):
            self._set(self._found)

    def _set(self, attributes: list[Any]) -> None:
        with _terminal_errors(), time_limit(PATIENCE):
            # At once first: output that a key has stopped would be waited for.
            termios.tcsetattr(self._keyboard, termios.TCSANOW, attributes)
            termios.tcsetattr(self._keyboard, termios.TCSAFLUSH, attributes)

    def _write(self, text: str) -> None:
        """Write a text.

        Raises:
            OSError: The terminal is gone, or it has taken nothing for `PATIENCE` seconds.
        """
        data = text.encode()
        with time_limit(PATIENCE):
            while data:
                data = data[os.write(self._screen, data) :]


def cleared(*, console: bool) -> str:
    """Return what takes everything back that a program can have changed of a terminal.

    Args:
        console: It is the Linux console.
    """
    if console:
        return _WHOLE + _LINUX_RESET + _MODES + _EMPTY
    title = f"\x1b]0;{TITLE}\x1b\\"
    screens = f"{_KEYBOARD}{_EMPTY}\x1b[?1049l{_KEYBOARD}{_EMPTY}"
    return _WHOLE + _MODES + screens + _MODES + _COLOURS + title


def restored(*, console: bool) -> str:
    """Return what takes the modes back, for somebody's own terminal: its scroll-back is kept.

    Args:
        console: It is the Linux console.
    """
    if console:
        return _WHOLE + _LINUX_RESET + _MODES
    return (
        _WHOLE + _MODES + _KEYBOARD + "\x1b[?1049l" + _KEYBOARD + _MODES + _COLOURS + _SHOW_CURSOR
    )


@contextmanager
def _terminal_errors() -> Iterator[None]:
    """Turn the errors of termios, which are no OSError, into one."""
    try:
        yield
    except termios.error as error:
        raise OSError(*error.args) from error


def _resting(attributes: list[Any]) -> list[Any]:
    """Return settings under which keys are neither echoed, edited nor turned into signals."""
    changed = list(attributes)
    changed[_INPUT] &= ~(termios.IXON | termios.IXOFF | termios.BRKINT)
    changed[_LOCAL] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    return changed
