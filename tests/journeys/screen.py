"""What is on a terminal's screen, read as a person reads it."""

from __future__ import annotations

import pyte

_WITHOUT_RULES = str.maketrans(dict.fromkeys("┃│▌▐║▁▂▃▄▅▆▇█", " "))
"""Upright rules beside a text, and scroll bars, are no part of its sentences."""


def words_of(text: str) -> str:
    """Return the text of a screen on one line, without its rules and bars."""
    return " ".join(text.translate(_WITHOUT_RULES).split())


class ScreenText:
    """The text that a terminal shows, after all that was sent to it."""

    def __init__(self, columns: int, lines: int) -> None:
        """Start empty, of a size."""
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)

    def feed(self, data: bytes) -> None:
        """Take what a program has sent."""
        self._stream.feed(data)

    def resize(self, columns: int, lines: int) -> None:
        """Have another size."""
        self._screen.resize(lines, columns)

    def erase(self) -> None:
        """Blank every cell; the cursor stays."""
        self._screen.erase_in_display(2)

    @property
    def lines(self) -> list[str]:
        """The lines, spaces and apostrophes made ordinary, without the spaces at their ends."""
        ordinary = (row.replace("\u00a0", " ").replace("’", "'") for row in self._screen.display)
        return [row.rstrip() for row in ordinary]

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.lines)

    @property
    def words(self) -> str:
        """The text on one line, so that a wrapped sentence can be looked for."""
        return words_of(self.text)
