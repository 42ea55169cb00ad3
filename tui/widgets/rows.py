"""The rows of a long text, made from its beginning on and in slices, as far as they are needed."""

from __future__ import annotations

from collections import deque

from rich.cells import cell_len
from textual.content import Content

SLICE = 8192
"""Characters that are laid out at once: three to six milliseconds of a slow core, and more rows
than any screen has."""
PIECE = 2048
"""Characters of one paragraph that are wrapped at once, and the most in a row: a row of zero
cells could have any number."""


class Rows:
    """What a text takes at a width.

    Attributes:
        width: In cells, at least 1.
        made: The rows so far, each of at most `width` cells.
    """

    def __init__(self, text: str, width: int) -> None:
        """Take a text as it is laid out, and make nothing of it yet."""
        self.width = width
        self.made: list[str] = []
        self._left = deque(text.split("\n"))

    @property
    def complete(self) -> bool:
        """Whether the whole text is made."""
        return not self._left

    def make(self, characters: int = SLICE) -> None:
        """Make the rows of about so many characters more, line breaks among them."""
        while self._left and characters > 0:
            paragraph = self._left.popleft()
            if len(paragraph) > PIECE:
                piece = paragraph[:PIECE]
                used = self._add_full_rows(piece)
                self._left.appendleft(paragraph[used:])
                characters -= used
            else:
                self.made += self._wrapped(paragraph)
                characters -= len(paragraph) + 1

    def _add_full_rows(self, piece: str) -> int:
        """Add the rows of the beginning of a paragraph; return how many characters they took.

        The last row is left, for it may take more of what follows.
        """
        words = piece.rstrip()
        rows = self._wrapped(words)
        if len(rows) < 2:
            self.made += rows
            return len(piece)
        self.made += rows[:-1]
        return len(words) - len(rows[-1])

    def _wrapped(self, paragraph: str) -> list[str]:
        # No sign takes more than two cells.
        cells = len(paragraph) if paragraph.isascii() else 2 * len(paragraph)
        if cells <= self.width or cell_len(paragraph) <= self.width:
            return [paragraph]
        return [row.plain for row in Content(paragraph).wrap(self.width)]
