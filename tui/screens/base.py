"""The frame of every screen, and the grammar in which a screen is written.

A screen is one class in one file, named in `tui.screens.routes`. The example is a
shorter `tui/screens/voter/access.py`; it leaves out the docstrings of the methods,
and what that screen has from `VoterForm`: its refusals by the calendar.

    from textual import on
    from textual.app import ComposeResult

    from models import AddressRefused, EspaceError, PathStep, VoterSession
    from tui.screens.base import EspaceScreen, actions
    from tui.screens.on_path import on_path
    from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
    from tui.widgets.fields import LabelledField
    from tui.widgets.head import heading
    from tui.widgets.secret_field import SecretField
    from tui.widgets.step_rail import Place

    class AccountAccess(EspaceScreen):
        \"\"\"Signing in to the voter space.\"\"\"

        route = "account_access"          # a `Route`; also the name of its page of help

        def place(self) -> Place:         # on the path; without this: a plain rule
            return on_path(self, PathStep.SPACE, "doors.space")

        def compose_page(self) -> ComposeResult:
            yield heading("Accès à votre espace électeur")
            yield LabelledField("Adresse de messagerie professionnelle", id="address")
            yield SecretField("Mot de passe électeur", id="voter_password")
            yield actions(
                PrimaryButton("ACCÉDER", working="Vérification…"),
                SecondaryButton("Créer mon compte", id="create"),
            )

        def submit(self) -> None:         # Enter in any field, and the primary button
            address, password = self.field("address").value, self.field("voter_password").value
            source = self.profile.source  # read here: the call runs in a thread
            self.asker.ask(
                lambda espace: espace.account.sign_in(address, password, source=source),
                done=self.signed_in,
                refused=self.not_signed_in,   # optional: what is not handled is shown
            )

        def signed_in(self, session: VoterSession) -> None:
            self.visit.voter = session
            self.forget_typed()
            self.espace_app.replace("scrutins")

        def not_signed_in(self, error: EspaceError) -> bool:
            if isinstance(error, AddressRefused):
                self.field("address").show_fault(error.text)
                return True
            return False                  # shown above the page, waits counted down

        @on(ActionButton.Pressed, "#create")
        def open_creation(self) -> None:
            self.espace_app.go("account_creation")

Rules: what is typed is kept by the visit under (route, field id) until
`forget_typed`; text is given with ordinary spaces, to `Line`, `heading`,
`paragraph`, `Notice`, never to Textual's own `Static` or `Label`; colours are
component classes (`("ouvert", ".kept")`); keys are `Binding`s with a French
description and `key_display`, and appear at the bottom by themselves; Esc goes
back, F1 opens the page of `tui.help.topics` of the focused field's `help_topic`
or else of the route, which is also in the right-hand column from 120 columns on.
What only concerns the present moment (calendar, clock) is asked from
`self.moments` and `self.election.calendar`, and said again in `refresh_moment`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.events import Event, ScreenResume
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from models import SessionExpired
from tui.screens.asking import Asker
from tui.screens.frames import page_frame, take_size
from tui.screens.reading import Reading
from tui.screens.scrolling import SCROLL_KEYS
from tui.textual_private import compose_only_changed
from tui.visit.protocol import VisitApp, visit_app
from tui.widgets.advice import Advice
from tui.widgets.buttons import ActionButton
from tui.widgets.fields import FieldInput, LabelledField
from tui.widgets.head import StatusLine
from tui.widgets.notice import Refusal
from tui.widgets.step_rail import Place, StepRail

if TYPE_CHECKING:
    from textual.app import App

    from models import Election, EspaceError
    from tui.visit.moments import Moments
    from tui.visit.profiles import Profile
    from tui.visit.routes import Route
    from tui.visit.visit import Visit


def actions(*buttons: ActionButton) -> Container:
    """Return the row of buttons that ends a page, the primary one first."""
    return Container(*buttons, classes="actions")


def docked(*rows: Container) -> Container:
    """Return rows of buttons that stay in sight if the page is higher than the screen."""
    return Container(*rows, classes="rows docked")


class EspaceScreen(Screen[None], inherit_bindings=False):
    """Head, page, advice and keys; a subclass writes the page.

    Attributes:
        asker: Asks the services.
        reading: Whether an Enter was pressed for it.
    """

    route: Route
    """Its name, and key of the screen's help."""
    in_the_middle: ClassVar[bool] = False
    """Whether the page, a short one, is in the middle of what it has of the screen."""
    scrolled: ClassVar[str] = "#page"
    """Selector of what the arrows and the page keys scroll."""
    leads_back: ClassVar[bool] = True
    """Whether Esc leads to the screen beneath."""

    ESCAPE_TO_MINIMIZE: ClassVar[bool | None] = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
        Binding("escape", "back", "Retour", key_display="Échap"),
        *SCROLL_KEYS,
    ]

    def __init__(self) -> None:
        """Start without a question."""
        super().__init__()
        compose_only_changed(self)
        self.reading = Reading()
        self.asker = Asker(self, self.show_refusal)

    @property
    def espace_app(self) -> VisitApp:
        """The application, by what a screen may ask of it."""
        return visit_app(self)

    @property
    def profile(self) -> Profile:
        """The place where the visit is held."""
        return self.espace_app.profile

    @property
    def election(self) -> Election:
        """The election."""
        return self.espace_app.election

    @property
    def visit(self) -> Visit:
        """The visit of the person in front of the screen."""
        return self.espace_app.visit

    @property
    def moments(self) -> Moments:
        """The present, and moments in French."""
        return self.espace_app.moments

    @property
    def help_topic(self) -> str:
        """Key of the page of help on what is to be done here."""
        return self.route

    @property
    def working(self) -> bool:
        """Whether an answer is awaited."""
        return self.asker.working

    @property
    def refusal(self) -> Refusal:
        """Where what was refused is said."""
        return self.query_one("#refusal", Refusal)

    # What a subclass says

    def compose_page(self) -> ComposeResult:
        """Lay out what the screen is about."""
        yield from ()

    def place(self) -> Place:
        """Return the place on the path, which may change with the visit."""
        return Place(None)

    def beside(self) -> Widget:
        """Return what is beside the page if the terminal is wide enough."""
        return Advice(lambda: self.help_topic)

    def refresh_moment(self) -> None:
        """Say again what depends on the present; called each minute and after a journey."""

    def submit(self) -> None:
        """Do what the primary button says."""

    def show_refusal(self, error: EspaceError) -> None:
        """Say why something was refused, unless the screen has handled it.

        A voter session that has ended leads to signing in again, which says why.
        """
        if isinstance(error, SessionExpired):
            self.visit.voter = None
            self.espace_app.replace("account_access", sentence=error.text)
        else:
            self.asker.show(error)

    # The frame

    def compose(self) -> ComposeResult:
        """Lay the frame around the page."""
        take_size(self)
        if self.in_the_middle:
            self.add_class("-middle", update=False)
        rail = StepRail(self.place())
        yield from page_frame(self.espace_app, rail, self.compose_page(), self.beside())

    async def on_event(self, event: Event) -> None:
        """Take no notice of what comes while the screen closes, its parts being gone already."""
        if self.children or not isinstance(event, ScreenResume):
            await super().on_event(event)

    def on_screen_resume(self) -> None:
        """Show the place that the visit has come to in the meantime."""
        self.reading.begin()
        self.show_place()

    def show_place(self) -> None:
        """Show the place on the path as it is now."""
        for rail in self.query(StepRail):
            rail.show(self.place())

    @on(StatusLine.MinutePassed)
    def _say_moment_again(self) -> None:
        say_moment(self)

    # What is typed

    def field(self, name: str) -> LabelledField:
        """Return a field by its identifier."""
        return self.query_one(f"#{name}", LabelledField)

    def forget_typed(self) -> None:
        """Drop what the visit keeps of this screen's fields."""
        self.visit.forget(self.route)

    def on_mount(self) -> None:
        """Put back what was typed here earlier in the visit.

        Textual calls the handler of each class, the subclass's first and without `super()`: what
        a subclass puts into a field stays, and an empty one is filled here.
        """
        for field in self.query(LabelledField):
            field.value = field.value or self.visit.typed(self.route, field.id or "") or ""

    @on(Input.Changed)
    def _keep_typed(self, event: Input.Changed) -> None:
        self.asker.release()
        field = event.input.parent
        if isinstance(field, LabelledField) and field.id and field.KEPT:
            self.visit.keep(self.route, field.id, event.value)

    @on(Input.Submitted)
    def _press_enter(self, event: Input.Submitted) -> None:
        self.enter_in(event.input)
        if isinstance(event.input, FieldInput):
            event.input.lead_on()

    def enter_in(self, pressed: Input) -> None:
        """Do what Enter means in a field: lead to the next empty one, or else submit.

        Enter in an empty field marks this one alone: nobody has come to the others yet.
        """
        field = pressed.parent
        if isinstance(field, LabelledField) and field.missing and not pressed.value.strip():
            field.show_fault(field.missing)
            return
        if empty := empty_fields(self.focus_chain, after=pressed):
            self.set_focus(empty[0])
        else:
            self._submit_once()

    @on(ActionButton.Pressed, "#primary")
    def _submit_once(self) -> None:
        if not (self.working or self.asker.held):
            self.refusal.clear()
            self.submit()

    # The way back

    def action_back(self) -> None:
        """Go back to the screen before, unless an answer is awaited."""
        if not self.working:
            self.espace_app.back()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer « Retour » only if there is something to go back to.

        A key may come before the screen is mounted, or after it was left: it does nothing.
        """
        if not (self.is_mounted and self.is_attached):
            return False
        if action == "back":
            return self.leads_back and self.espace_app.can_go_back
        return super().check_action(action, parameters)


def empty_fields(chain: Sequence[Widget], after: Widget | None = None) -> list[FieldInput]:
    """Return the empty fields of a focus chain, in their order.

    Args:
        chain: Of a screen.
        after: Only those that follow it, none if it is not there; None: all of them.
    """
    if after is not None:
        chain = chain[chain.index(after) + 1 :] if after in chain else []
    return [widget for widget in chain if isinstance(widget, FieldInput) and not widget.value]


def say_moment(screen: EspaceScreen) -> None:
    """Say what depends on the present again, on a page and in the advice beside it."""
    for advice in screen.query(Advice):
        advice.turn()
    screen.refresh_moment()


def say_present(app: App[Any]) -> None:
    """Say the present again on every screen of an application: its clock was moved."""
    for screen in app.screen_stack:
        if isinstance(screen, EspaceScreen):
            for line in screen.query(StatusLine):  # none yet on one that is just being opened
                line.turn()
            say_moment(screen)
