"""The election's calendar as a line, with today's mark."""

from __future__ import annotations

import re
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size

from tui.visit.time_line import AHEAD, PRESENT, TO_COME, days_of, draw, results_words
from tui.widgets.written import Written

LEAST = 40
"""Cells below which no line is drawn."""
ROWS = 3
"""Dates, line, events."""
WIDEST = 74
"""Cells beyond which it is not stretched."""
_RUNS = re.compile(f"{TO_COME}+|{AHEAD}")


class TimeLine(Written):
    """Dates, a line with a sign for each, what happens then; true without colours.

    Where a style sheet leaves it less than three rows, it says in words when the results are read.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"gone", "ahead", "present", "date", "event"}

    def turn(self) -> None:
        """Draw the present again."""
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return its three rows, or that of its words."""
        return ROWS if width >= LEAST else 1

    def render(self) -> Content:
        """Return the three rows, below a free one if there is room, or the words."""
        app = self.espace_app
        width = min(self.size.width, WIDEST)
        if width < LEAST or self.size.height < ROWS:
            return self.glyphs.content(
                (results_words(app.election.calendar.results_from, app.moments), ".event")
            )
        days, now = days_of(app.election.calendar, app.moments), app.moments.now()
        rows = draw(days, now, width)
        before, after = rows.line[: rows.present], rows.line[rows.present + 1 :]
        # The line is decoration; the signs of the days on it are to be read.
        ahead = [(run, ".event" if AHEAD in run else ".ahead") for run in _RUNS.findall(after)]
        return self.glyphs.content(
            "\n" * (self.size.height - ROWS),
            (f"{rows.dates.rstrip()}\n", ".date"),
            (before, ".gone"),
            (PRESENT, ".present"),
            *ahead,
            "\n",
            (rows.events.rstrip(), ".event"),
        )
