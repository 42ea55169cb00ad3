"""The leaflet's first page: its two steps as two doors, and the voter space as the third."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui.screens.base import EspaceScreen
from tui.screens.home_words import account_door, mailbox_door, results_line, space_door
from tui.visit.visit import StepState
from tui.widgets.door import Door
from tui.widgets.head import heading
from tui.widgets.step import StepWords
from tui.widgets.written import Line

if TYPE_CHECKING:
    from tui.visit.routes import Route


class HomeScreen(EspaceScreen):
    """« Comment activer votre espace électeur »."""

    route = "home"
    BINDINGS: ClassVar[list[BindingType]] = [
        # The keys engraved 1, 2, 3 of a French keyboard, which give other signs without Shift.
        Binding("1", "open(1)", "Ouvrir", key_display="1"),
        Binding("2", "open(2)", "Ouvrir", key_display="2"),
        Binding("3", "open(3)", "Ouvrir", key_display="3"),
        Binding("ampersand", "open(1)", show=False),
        Binding("é", "open(2)", show=False),
        Binding("quotation_mark", "open(3)", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def compose_page(self) -> ComposeResult:
        """Lay out the three doors and the date of the results."""
        yield heading("COMMENT ACTIVER VOTRE ESPACE ÉLECTEUR")
        for number, words in enumerate(self._doors(), start=1):
            yield Door(number, words)
        yield Line(results_line(self.election.calendar, self.moments), id="results")

    def _doors(self) -> tuple[StepWords, StepWords, StepWords]:
        calendar, moments, visit = self.election.calendar, self.moments, self.visit
        return (
            mailbox_door(visit.mailbox_state, calendar, moments),
            account_door(visit.account_state, calendar, moments),
            space_door(calendar, moments),
        )

    def on_screen_resume(self) -> None:
        """Say what has changed since the screen was left."""
        self.refresh_moment()

    def refresh_moment(self) -> None:
        """Say the doors again."""
        for door, words in zip(self.query(Door), self._doors(), strict=True):
            door.say(words)
        results = results_line(self.election.calendar, self.moments)
        self.query_one("#results", Line).say(results)

    def action_open(self, number: int) -> None:
        """Open a door by its number."""
        self.espace_app.go(self._screen_behind(number))

    @on(Door.Opened)
    def open_door(self, event: Door.Opened) -> None:
        """Open the door that was chosen."""
        self.action_open(event.door.number)

    def _screen_behind(self, number: int) -> Route:
        """Return the screen behind a door, as far as the person has come."""
        visit = self.visit
        if number == 1:
            return "webmail_login" if visit.mailbox is None else "inbox"
        if visit.voter is not None:
            return "scrutins"
        if number == 2:
            waiting = visit.account_state is StepState.WAITING
            return "confirmation" if waiting else "account_creation"
        return "account_access"
