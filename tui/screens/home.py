"""The leaflet's first page: its two steps as two doors, and the voter space as the third."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from models import WindowState
from tui.screens.base import EspaceScreen
from tui.screens.home_words import MAILBOX, doors, next_door
from tui.visit.visit import StepState
from tui.widgets.buttons import ActionButton, SecondaryButton
from tui.widgets.door import Door
from tui.widgets.head import heading
from tui.widgets.time_line import TimeLine

if TYPE_CHECKING:
    from tui.visit.routes import Route


PREPARED = 2.0
"""Seconds between two looks whether a demonstration's vote is prepared."""


class HomeScreen(EspaceScreen):
    """« Comment activer votre espace électeur »."""

    route = "home"
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [
        # The keys engraved 1, 2, 3 of a French keyboard, which give other signs without Shift.
        Binding("1,ampersand", "open(1)", show=False),
        Binding("2,é", "open(2)", show=False),
        Binding("3,quotation_mark", "open(3)", show=False),
        Binding("up", "app.focus_previous", "Choisir", key_display="↑"),
        Binding("down", "app.focus_next", "Choisir", key_display="↓"),
        Binding("v,V", "check_ballot", show=False),
    ]

    def __init__(self) -> None:
        """Start without a next door: the visit says which it is."""
        super().__init__()
        self._next = 0
        self._beneath_help = False

    def compose_page(self) -> ComposeResult:
        """Lay out the three doors, and the election's days."""
        yield heading("COMMENT ACTIVER VOTRE ESPACE ÉLECTEUR")
        words = doors(self.visit, self.election, self.moments)
        for number, door in enumerate(words, start=MAILBOX):
            yield Door(number, door)
        yield TimeLine()
        yield SecondaryButton("Vérifier mon bulletin", key="V", id="check")

    def on_screen_resume(self) -> None:
        """Say what has changed since the screen was left, and lead to the next step.

        Whoever has only read the help stays at the door that they asked about.
        """
        if not self._beneath_help:
            self._next = 0
        self.refresh_moment()

    def on_mount(self) -> None:
        """Offer to look for a ballot only once it is known that there is an urn."""
        self.query_one("#check").display = False
        if self.profile.demo:  # its vote is prepared while people read this page
            self.set_interval(PREPARED, self.ask_check)

    def ask_check(self) -> None:
        """Ask whether there is an urn, unless that is known, or the vote has not begun."""
        begun = self.election.calendar.vote.state(self.moments.now()) is not WindowState.BEFORE
        if begun and self.is_active and not self.has_class("-urn"):
            self.asker.ask_quietly(
                lambda espace: espace.voting.can_be_checked(), done=self.offer_check, once="check"
            )
        elif not begun:
            self.offer_check(False)

    def offer_check(self, possible: bool) -> None:
        """Offer to look for a ballot, or not."""
        self.query_one("#check").display = possible
        self.set_class(possible, "-urn")

    def on_screen_suspend(self) -> None:
        """Note whether it is a dialog that covers the doors, or another screen."""
        self._beneath_help = isinstance(self.app.screen, ModalScreen)

    def refresh_moment(self) -> None:
        """Say the doors again; the focus goes to the next one when that is another one."""
        for door, words in zip(
            self.query(Door), doors(self.visit, self.election, self.moments), strict=True
        ):
            door.say(words)
        self.query_one(TimeLine).turn()
        self.ask_check()
        following = next_door(self.visit, self.election.calendar, self.moments)
        if following != self._next:
            self._next = following
            self.set_focus(self.query_one(f"#door-{following}"))

    def action_open(self, number: int) -> None:
        """Open a door by its number."""
        self.espace_app.go(self._screen_behind(number))

    @on(ActionButton.Pressed, "#check")
    def action_check_ballot(self) -> None:
        """Open the page where anybody looks for a ballot, if there is an urn."""
        if self.query_one("#check").display:
            self.espace_app.go("ballot_check")

    @on(Door.Opened)
    def open_door(self, event: Door.Opened) -> None:
        """Open the door that was chosen."""
        self.action_open(event.door.number)

    def _screen_behind(self, number: int) -> Route:
        """Return the screen behind a door, as far as the person has come."""
        visit = self.visit
        if number == MAILBOX:
            return "webmail_login" if visit.mailbox is None else "inbox"
        if visit.voter is not None:
            return "scrutins"
        if number == 2:
            if visit.account_state is StepState.WAITING:
                return "confirmation" if visit.mail_expired(self.moments.now()) else "mail_sent"
            return "account_creation" if visit.mail_unread is None else "inbox"
        return "account_access"
