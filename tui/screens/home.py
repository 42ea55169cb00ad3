"""The leaflet's first page: its steps as doors, and the voter space as the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from models import PathStep, WindowState
from tui.screens.base import EspaceScreen, actions
from tui.screens.home_words import counting_words, doors, next_door, published_words
from tui.visit.visit import StepState
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
from tui.widgets.door import Door
from tui.widgets.head import heading
from tui.widgets.time_line import TimeLine

if TYPE_CHECKING:
    from models import Espace
    from tui.visit.routes import Route


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
        Binding("r,R", "read_results", show=False),
    ]

    def __init__(self) -> None:
        """Start without a next door: the visit says which it is."""
        super().__init__()
        self._next: PathStep | None = None
        self._beneath_help = False

    def compose_page(self) -> ComposeResult:
        """Lay out the doors, and the election's days."""
        yield heading(self.election.texts.line("doors.home.heading"))
        words = doors(self.visit, self.election, self.moments)
        for number, (step, door) in enumerate(words.items(), start=1):
            yield Door(number, step, door)
        yield TimeLine()
        offers = actions(
            PrimaryButton("Consultez les résultats", key="R", id="results"),
            SecondaryButton("Vérifier mon bulletin", key="V", id="check"),
        )
        offers.id = "offers"
        yield offers

    def on_screen_resume(self) -> None:
        """Say what has changed since the screen was left, and lead to the next step.

        Whoever has only read the help stays at the door that they asked about.
        """
        if not self._beneath_help:
            self._next = None
        self.refresh_moment()

    def on_mount(self) -> None:
        """Offer the results, and to look for a ballot, only once they are known to be there."""
        self.offer((False, False))

    def ask_offers(self) -> None:
        """Ask whether there is an urn, and results, unless that is known or it is too early."""
        calendar, now = self.election.calendar, self.moments.now()
        begun = calendar.vote.state(now) is not WindowState.BEFORE
        published = now >= calendar.results_from
        urn, results = self.has_class("-urn"), self.has_class("-results")
        if (urn and not begun) or (results and not published):
            self.offer((urn and begun, results and published))
        elif self.is_active and ((begun and not urn) or (published and not results)):
            self.asker.ask_quietly(_what_is_there, done=self.offer, once="offers")

    def offer(self, there: tuple[bool, bool]) -> None:
        """Offer to look for a ballot, and the results, or not.

        On the day of the results whoever has not chosen yet is led to them.
        """
        urn, results = there
        came = results and not self.has_class("-results")
        self.query_one("#check").display = urn
        self.query_one("#results").display = results
        self.query_one("#offers").display = urn or results
        self.set_class(urn or results, "-urn")
        self.set_class(results, "-results")
        self._say_doors()
        if came and self.focused is self._door(PathStep.SPACE):
            self.set_focus(self.query_one("#results"))

    def on_screen_suspend(self) -> None:
        """Note whether it is a dialog that covers the doors, or another screen."""
        self._beneath_help = isinstance(self.app.screen, ModalScreen)

    def _say_doors(self) -> None:
        """Say the doors; no result is promised that the board has still to count."""
        words = doors(self.visit, self.election, self.moments)
        is_day = self.moments.now() >= self.election.calendar.results_from
        if is_day and self.has_class("-results"):
            words = words | {PathStep.SPACE: published_words(self.election, self.moments)}
        elif is_day and self.has_class("-urn"):
            words = words | {PathStep.SPACE: counting_words(self.election)}
        for door in self.query(Door):
            door.say(words[door.step])

    def _door(self, step: PathStep) -> Door:
        """Return the door of a step."""
        return self.query_one(f"#door-{self.election.path.number_of(step)}", Door)

    def refresh_moment(self) -> None:
        """Say the doors again; the focus goes to the next one when that is another one."""
        self._say_doors()
        self.query_one(TimeLine).turn()
        self.ask_offers()
        following = next_door(self.visit, self.election, self.moments)
        if following != self._next:
            self._next = following
            read = following is PathStep.SPACE and self.has_class("-results")
            self.set_focus(self.query_one("#results") if read else self._door(following))

    def action_open(self, number: int) -> None:
        """Open a door by its number, if there is one."""
        step = self.election.path.step_numbered(number)
        if step is not None:
            self.espace_app.go(self._screen_behind(step))

    @on(ActionButton.Pressed, "#check")
    def action_check_ballot(self) -> None:
        """Open the page where anybody looks for a ballot, if there is an urn."""
        if self.query_one("#check").display:
            self.espace_app.go("ballot_check")

    @on(ActionButton.Pressed, "#results")
    def action_read_results(self) -> None:
        """Open the results, if they are there."""
        if self.query_one("#results").display:
            self.espace_app.go("results")

    @on(Door.Opened)
    def open_door(self, event: Door.Opened) -> None:
        """Open the door that was chosen."""
        self.action_open(event.door.number)

    def _screen_behind(self, step: PathStep) -> Route:
        """Return the screen behind a door, as far as the person has come."""
        visit = self.visit
        if step is PathStep.MAILBOX:
            return "webmail_login" if visit.mailbox is None else "inbox"
        if visit.voter is not None:
            return "scrutins"
        if step is PathStep.ACCOUNT:
            if visit.account_state is StepState.WAITING:
                return "confirmation" if visit.mail_expired(self.moments.now()) else "mail_sent"
            return "account_creation" if visit.mail_unread is None else "inbox"
        return "account_access"


def _what_is_there(espace: Espace) -> tuple[bool, bool]:
    """Return whether there is an urn to look for a ballot in, and whether there are results."""
    return espace.voting.can_be_checked(), espace.voting.can_see_results()
