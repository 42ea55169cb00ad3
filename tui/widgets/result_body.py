"""The result of a scrutin: who voted, for what, and who sits."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget

from models import ScrutinResult
from tui.visit.protocol import visit_app
from tui.visit.result_words import (
    NO_VOTES,
    bar_rows,
    change_heading,
    count_words,
    counted_words,
    elected_lines,
    seat_rows,
    seats_words,
    without_votes,
)
from tui.widgets.head import heading, paragraph
from tui.widgets.notice import Notice
from tui.widgets.vote_bars import SeatPlaces, VoteBars
from tui.widgets.written import Line


class ResultBody(Vertical):
    """Numbers, votes as bars, seats as places, names; it says the same without colours."""

    def __init__(self, result: ScrutinResult) -> None:
        """Take the result."""
        super().__init__()
        self.result = result

    def compose(self) -> ComposeResult:
        """Lay out the parts, one below the other."""
        result, app = self.result, visit_app(self)
        counts = count_words(result, console=app.glyphs.console)
        yield paragraph(" · ".join(counts[:2]), "\n", " · ".join(counts[2:]))
        if result.valid:
            yield VoteBars(bar_rows(result), change=change_heading(result))
            if without := without_votes(result):
                yield Line(without, classes="paragraph muted")
        else:
            yield paragraph((NO_VOTES, ".strong"))
        yield from self._seats()
        if elected := elected_lines(result):
            with Vertical(classes="elected"):
                yield heading("QUI SIÈGE")
                yield from elected_blocks(elected)
        yield Line("\n".join(counted_words(result, app.moments)), classes="paragraph muted")

    def _seats(self) -> ComposeResult:
        allocation, words = self.result.allocation, seats_words(self.result)
        if allocation is not None and allocation.seats:
            given = sum(one.won for one in allocation.lists)
            yield heading(f"SIÈGES POURVUS : {given} SUR {allocation.seats}")
            yield SeatPlaces(seat_rows(self.result), vacant=allocation.seats - given)
        if words:
            yield Notice("\n".join(words), tone="plain" if allocation is None else "waiting")


def elected_blocks(elected: list[tuple[str, tuple[str, ...]]]) -> ComposeResult:
    """Lay out lists with those who sit for them."""
    for name, people in elected:
        yield Line((name, ".strong"), "\n", "\n".join(people), classes="paragraph")


class BesidePane(VerticalScroll, can_focus=False):
    """In the place of the advice, if the terminal is wide enough: what belongs to the page."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(id="advice")

    async def show(self, *widgets: Widget) -> None:
        """Show other widgets, from their beginning."""
        await self.remove_children()
        await self.mount_all(widgets)
        self.scroll_home(animate=False)
