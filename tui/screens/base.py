"""The frame of every screen, and the grammar in which a screen is written.

A screen is one class in one file, named in `tui.screens.routes`:

    class AccountAccess(EspaceScreen):
        \"\"\"« Accès à votre espace électeur ».\"\"\"

        route = "account_access"          # its name; also its page of help
        step = 4                          # where the rail stands; None: a plain rule

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
            self.ask(
                lambda espace: espace.sign_in(address, password, source=self.profile.source),
                done=self.signed_in,
                refused=self.not_signed_in,   # optional: what is not handled is shown
            )

        def signed_in(self, session: VoterSession) -> None:
            self.visit.voter = session
            self.forget_typed()
            self.espace_app.go("scrutins")

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
back, F1 opens the page of `tui.help_topics` of the focused field's `help_topic`
or else of the route, which also stands in the right-hand column from 110 columns
on. What only concerns the present moment (calendar, clock) is asked from
`self.moments` and `self.election.calendar`, and said again in `refresh_moment`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.events import Resize
from textual.widgets import Input

from tui.help_topics import topic_named
from tui.screens.asking import AskingScreen
from tui.styles import HEIGHTS, WIDE, WIDTHS, size_class
from tui.widgets.buttons import ActionButton
from tui.widgets.fields import FieldInput, LabelledField
from tui.widgets.head import DemoBanner, StatusLine, StepRail
from tui.widgets.key_line import KeyLine
from tui.widgets.notice import Refusal
from tui.widgets.written import Line

if TYPE_CHECKING:
    from tui.moments import Moments
    from tui.visit import Visit


def actions(*buttons: ActionButton) -> Container:
    """Return the row of buttons that ends a page, the primary one first."""
    return Container(*buttons, classes="actions")


class EspaceScreen(AskingScreen):
    """Head, page, advice and keys; a subclass writes the page."""

    route: ClassVar[str]
    """Name in `tui.screens.routes`, and key of the screen's help."""
    step: ClassVar[int | None] = None
    """Place on the path, 1 to 4, or None."""
    step_title: ClassVar[str] = ""
    """Title beside « Étape N sur 4 », where it is not the step's own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
        Binding("escape", "back", "Retour", key_display="Échap"),
    ]

    @property
    def visit(self) -> Visit:
        """The visit of the person in front of the screen."""
        return self.espace_app.visit

    @property
    def moments(self) -> Moments:
        """The present, and moments in French."""
        return self.espace_app.moments

    def compose(self) -> ComposeResult:
        """Lay the frame around the page."""
        self._know_size()
        yield from self.espace_app.frame_lines()
        with Vertical(id="head"):
            if self.profile.demo:
                yield DemoBanner()
            yield StatusLine()
            yield StepRail(self.step, heading=self.step_title, person=self.person_line())
        yield Refusal(id="refusal")
        with Container(id="body"):
            with VerticalScroll(id="page", can_focus=False):
                yield from self.compose_page()
            yield VerticalScroll(id="advice", can_focus=False)
        yield KeyLine()

    def _know_size(self) -> None:
        """Take the classes of the terminal's size before there is anything to restyle."""
        for size, steps in zip(self.app.size, (WIDTHS, HEIGHTS), strict=True):
            self.add_class(size_class(size, steps), update=False)

    def compose_page(self) -> ComposeResult:
        """Lay out what the screen is about."""
        yield from ()

    def compose_advice(self) -> ComposeResult:
        """Lay out the leaflet's advice for this step, shown on wide terminals."""
        page = topic_named([self.route], self.election)
        yield Line(page.title, classes="advice-title")
        for text in page.paragraphs:
            yield Line(text)

    @on(Resize)
    def _write_advice(self, event: Resize) -> None:
        """Write the advice the first time that there is room beside the page."""
        for advice in self.query("#advice"):
            if event.size.width >= WIDE and not advice.children:
                advice.mount(*self.compose_advice())

    def person_line(self) -> str:
        """Return who is signed in, for the rail: « Mme Dupont · certifiée », or nothing."""
        return ""

    def refresh_moment(self) -> None:
        """Say again what depends on the present; called each minute and after a journey."""

    @on(StatusLine.MinutePassed)
    def _say_moment_again(self) -> None:
        self.refresh_moment()

    def submit(self) -> None:
        """Do what the primary button says."""

    def field(self, name: str) -> LabelledField:
        """Return a field by its identifier."""
        return self.query_one(f"#{name}", LabelledField)

    def forget_typed(self) -> None:
        """Drop what the visit keeps of this screen's fields."""
        self.visit.forget(self.route)

    def on_mount(self) -> None:
        """Put back what was typed here earlier in the visit."""
        for field in self.query(LabelledField):
            typed = self.visit.typed(self.route, field.id or "")
            if typed and not field.value:
                field.value = typed

    @on(Input.Changed)
    def _keep_typed(self, event: Input.Changed) -> None:
        field = event.input.parent
        if isinstance(field, LabelledField) and field.id:
            self.visit.keep(self.route, field.id, event.value)

    @on(Input.Submitted)
    def _press_enter(self, event: Input.Submitted) -> None:
        self.enter_in(event.input)
        if isinstance(event.input, FieldInput):
            event.input.lead_on()

    def enter_in(self, pressed: Input) -> None:
        """Do what Enter means in a field; where it leads to another, the focus moves at once."""
        self._submit_once()

    @on(ActionButton.Pressed, "#primary")
    def _submit_by_button(self) -> None:
        self._submit_once()

    def _submit_once(self) -> None:
        if not self.working:
            self.refusal.clear()
            self.submit()

    def action_back(self) -> None:
        """Go back to the screen before, unless an answer is awaited."""
        if not self.working:
            self.espace_app.back()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer « Retour » only where there is something to go back to.

        A key may come before the screen stands, or after it was left: it does nothing.
        """
        if not (self.is_mounted and self.is_attached):
            return False
        if action == "back":
            return self.espace_app.can_go_back
        return super().check_action(action, parameters)
