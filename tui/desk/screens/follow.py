"""Step by step, together: the page before a person, live, and what the agent points at and says."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import DataTable

from models import EspaceError, FollowCodeUnknown, FollowedView, FollowingOver, Hint
from tui.desk.followed_pane import FollowCodeField, FollowedPane
from tui.desk.screens.base import DeskScreen
from tui.screens.base import actions
from tui.widgets.buttons import PrimaryButton
from tui.widgets.head import heading, paragraph

PAUSE = 0.35
"""Seconds between two looks: with the visit's own, what happens is seen within a second."""
HOW = (
    "La personne appuie sur F1, puis sur A « Être aidé », et lit six lettres. Vous verrez l'écran "
    "où elle est, jamais ce qu'elle tape."
)


class DeskFollow(DeskScreen):
    """A code to type, then the person's page."""

    route = "desk_follow"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(number), f"say('{hint}')", show=False)
            for number, hint in enumerate(Hint, start=1)
        ),
        Binding("1", "say", "Dire", key_display="1 à 8"),
    ]

    def __init__(self) -> None:
        """Start without a visit."""
        super().__init__()
        self._visit = ""

    def compose_page(self) -> ComposeResult:
        """Lay out the code's field; beneath it, later, what is live."""
        with Vertical(id="joining"):
            yield heading("SUIVRE UNE VISITE")
            yield paragraph(HOW)
            yield FollowCodeField()
            yield actions(PrimaryButton("Suivre", working="Un instant…"))
        yield FollowedPane(id="live")

    def on_mount(self) -> None:
        """Ask for the code first."""
        self._show_live(live=False)
        self.set_interval(PAUSE, self.look)

    def submit(self) -> None:
        """Follow the visit whose code was typed."""
        session, code, source = self.station.session, self.field("code").value, self.profile.source
        call_id = self.station.call.call_id if self.station.call is not None else 0
        self.asker.ask(
            lambda espace: espace.desk.join_following(
                session, code, call_id=call_id, source=source
            ),
            done=self.joined,
            refused=self.not_joined,
        )

    def joined(self, reference: str) -> None:
        """Show what is live."""
        self._visit = reference
        self.field("code").value = ""
        self.forget_typed()
        self._show_live(live=True)
        self._pane.begin()
        self.query_one("#page").scroll_home(animate=False)
        self.refresh_bindings()
        self.look()

    def not_joined(self, error: EspaceError) -> bool:
        """Say at the field that there is no such code."""
        if not isinstance(error, FollowCodeUnknown):
            return False
        self.field("code").show_fault(error.text)
        return True

    def look(self) -> None:
        """Read what is before the person, also beneath the help or the lock: it goes on."""
        session, visit = self.station.staff, self._visit
        if session is not None and visit:
            self.asker.ask_quietly(
                lambda espace: espace.desk.look_at_visit(session, visit),
                done=self.show,
                refused=self.show_refusal,
                once="visit",
            )

    def _show_live(self, *, live: bool) -> None:
        """Show what is live, or the field of the code."""
        self.query_one("#joining").display = not live
        self.query_one("#live").display = live

    @property
    def _pane(self) -> FollowedPane:
        return self.query_one(FollowedPane)

    def show(self, view: FollowedView) -> None:
        """Show the page as it is now."""
        self._pane.show(view)

    def show_refusal(self, error: EspaceError) -> None:
        """Say that it is over, once, and ask for another code."""
        if isinstance(error, FollowingOver):
            if not self._visit:
                return
            self._visit = ""
            self._show_live(live=False)
            self.set_focus(self.field("code").input)
            self.refresh_bindings()
        super().show_refusal(error)

    # Pointing and saying

    @on(DataTable.RowSelected)
    def point(self) -> None:
        """Light the field at the cursor up on the person's screen."""
        field = self._pane.pointed
        if field is not None:
            self._tell(pointed=field.name)

    def action_say(self, hint: str = Hint.READ) -> None:
        """Say a sentence of the list on the person's screen."""
        self._tell(hint=Hint(hint))

    def _tell(self, *, pointed: str = "", hint: Hint | None = None) -> None:
        session, visit = self.station.session, self._visit
        if visit:
            self.asker.ask_quietly(
                lambda espace: espace.desk.tell_visit(session, visit, pointed=pointed, hint=hint),
                done=lambda _: None,
                refused=self.show_refusal,
            )

    def action_back(self) -> None:
        """Follow no longer, and go back."""
        session, visit = self.station.staff, self._visit
        self._visit = ""
        if session is not None and visit:
            self.asker.ask_quietly(
                lambda espace: espace.desk.leave_visit(session, visit), done=lambda _: None
            )
        super().action_back()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what is said while a visit is followed: elsewhere one types."""
        if action == "say" and not self._visit:
            return False
        return super().check_action(action, parameters)
