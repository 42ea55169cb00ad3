"""« Jours du vote »: who has voted so far, in numbers; no ballot is ever looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui.bureau.days_words import (
    CLOSED,
    COUNTED,
    Axis,
    column_parts,
    hour_columns,
    names_now,
    place_words,
    total_parts,
    turnout_lines,
)
from tui.bureau.screens.base import BureauScreen
from tui.widgets.head import heading
from tui.widgets.paged_lines import PagedLines
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import Espace, NotedFingerprint, Turnout
    from tui.visit.glyphs import Part

RENEW = 30.0
"""Seconds between two counts: a million electors are counted in some two."""
COUNTING = "Comptage…"
MOST_COLUMNS = 72
"""Cells of the row of the hours."""

Counted = tuple["Turnout", "tuple[NotedFingerprint, ...]"]


class BureauDays(BureauScreen):
    """The turnout, renewed by itself; never a figure that depends on a ballot."""

    route = "bureau_days"
    scrolled = "#none"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "turn_axis(1)", "Autre vue", key_display="→"),
        Binding("left", "turn_axis(-1)", show=False),
        Binding("l", "open('bureau_lists')", "Listes", key_display="L"),
        Binding("L", "open('bureau_lists')", show=False),
        Binding("i", "open('bureau_incident')", "Incident", key_display="I"),
        Binding("I", "open('bureau_incident')", show=False),
        Binding("f5", "look", show=False),
    ]

    def __init__(self) -> None:
        """Begin with the scrutins."""
        super().__init__()
        self._axis = Axis.SCRUTIN
        self._counted: Counted | None = None

    def compose_page(self) -> ComposeResult:
        """Lay out the total, the hours, and the lines of one axis."""
        yield heading("JOURS DU VOTE")
        yield Line(COUNTING, id="total")
        yield Line(id="hours")
        yield Line(id="axis")
        yield PagedLines(id="lines")

    def on_mount(self) -> None:
        """Count now, and again."""
        self.set_focus(self.query_one(PagedLines), scroll_visible=False)
        self.action_look()
        self.set_interval(RENEW, self.action_look)

    def action_look(self) -> None:
        """Count, if this page is in front."""
        if self.is_active:
            self.asker.ask_quietly(
                _counted, done=self.show, refused=self.show_refusal, once="turnout"
            )

    def on_screen_resume(self) -> None:
        """Count again: a list may have been handed over meanwhile."""
        self.action_look()

    def refresh_moment(self) -> None:
        """Count again after a journey in the calendar."""
        self.action_look()

    def show(self, counted: Counted) -> None:
        """Show what was counted."""
        self._counted = counted
        self._say()
        self.refresh_bindings()

    def action_turn_axis(self, by: int) -> None:
        """Show another axis, from its beginning."""
        self._axis = self._axis.turned(by)
        self._say(from_start=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the lists as long as the urns are open."""
        closed = self._counted is not None and self._counted[0].closed_at is not None
        if action == "open" and parameters == ("bureau_lists",) and closed:
            return False
        return super().check_action(action, parameters)

    def action_open(self, route: str) -> None:
        """Open what is done in these days."""
        self.espace_app.go(route)  # type: ignore[arg-type]  # a route of the bindings above

    def _say(self, *, from_start: bool = False) -> None:
        if self._counted is not None:
            turnout, noted = self._counted
            axis, moments, console = self._axis, self.moments, self.espace_app.glyphs.console
            names = names_now(self.scrutin_names, self.election, moments)
            self.query_one(PagedLines).show(
                lambda width: turnout_lines(
                    turnout, noted, axis, names, moments, width, console=console
                ),
                from_start=from_start,
            )

    @on(PagedLines.Turned)
    def say_rest(self) -> None:
        """Say the total, the hours, and how much of the axis is in sight."""
        if self._counted is None:
            return
        turnout, lines = self._counted[0], self.query_one(PagedLines)
        width = lines.size.width
        self.query_one("#total", Line).say(*total_parts(turnout, width))
        self.query_one("#hours", Line).say(*self._hour_parts(turnout, min(width, MOST_COLUMNS)))
        at = COUNTED.format(time=self.moments.time(turnout.at))
        place = place_words(*lines.in_sight)
        self.query_one("#axis", Line).say(
            (self._axis.value, ".strong"), f"{place} · ", (at, ".muted")
        )

    def _hour_parts(self, turnout: Turnout, width: int) -> tuple[Part, ...]:
        calendar, closed = self.election.calendar, turnout.closed_at
        until = min(turnout.at, calendar.last_ballots)
        columns = hour_columns(turnout.hours, calendar.vote_opens, until, width)
        parts = column_parts(columns, self.moments, console=self.espace_app.glyphs.console)
        words = f"\n{CLOSED.format(moment=self.moments.moment(closed))}" if closed else ""
        return (*parts, words)


def _counted(espace: Espace) -> Counted:
    """Return the turnout, and the lists that the board has; none before the seal."""
    turnout = espace.board.count_turnout()
    made = espace.board.show_seal() is not None
    return turnout, espace.board.list_fingerprints() if made else ()
