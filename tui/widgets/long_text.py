"""A text of any length that keeps nobody waiting: only the rows in sight are drawn."""

from __future__ import annotations

from functools import partial

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from tui.widgets.rows import Rows
from tui.widgets.written import Written

PAUSE = 0.002
"""Seconds between two slices."""


class LongText(Written):
    """Text from outside, in a part that scrolls; it grows until all of it is laid out."""

    def __init__(self, *, id: str | None = None) -> None:
        """Say nothing yet."""
        super().__init__(id=id)
        self._text = self._shown = ""
        self._rows: Rows | None = None  # before the first layout no width is known

    @property
    def plain(self) -> str:
        """The text as it was given, without typography."""
        return self._text

    def say(self, text: str) -> None:
        """Change the text."""
        if text != self._text:
            self._text, self._shown = text, self.glyphs.text(text)
            if self._rows is not None:
                self._begin(self._rows.width)
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows that are laid out so far at a width."""
        if width <= 0:
            return 0
        rows = self._rows
        if rows is None or width != rows.width:
            rows = self._begin(width)
        return len(rows.made)

    def render_line(self, y: int) -> Strip:
        """Return a row."""
        style, rows = self.visual_style.rich_style, self._rows
        text = rows.made[y] if rows is not None and y < len(rows.made) else ""
        return Strip([Segment(text, style)]).adjust_cell_length(self.size.width, style)

    def _begin(self, width: int) -> Rows:
        self._rows = rows = Rows(self._shown, width)
        rows.make()
        self._make_more_later(rows)
        return rows

    def _go_on(self, rows: Rows) -> None:
        """Lay out a slice more, unless the text or the width has changed meanwhile."""
        if rows is not self._rows:
            return
        rows.make()
        if rows.complete:
            self.refresh(layout=True)
        self._make_more_later(rows)

    def _make_more_later(self, rows: Rows) -> None:
        """Let others have their turn first: a message that one sends oneself comes before them."""
        if not rows.complete:
            self.set_timer(PAUSE, partial(self._go_on, rows))
