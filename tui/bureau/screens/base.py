"""What the screens of the board share: who is there.

They are shown by the board's host and in a demonstration: a screen asks its application what a
`BoardApp` says, and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from textual import on

from models import PresenceNeeded, short_names
from tui.bureau.present_line import PresentLine
from tui.screens.base import EspaceScreen
from tui.visit.protocol import VisitApp
from tui.widgets.buttons import ActionButton, SecondaryButton

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models import EspaceError
    from tui.bureau.sitting import Sitting


def members_button() -> SecondaryButton:
    """Return the button that leads to where a member shows who they are."""
    return SecondaryButton("Un membre arrive", id="members")


class BoardApp(VisitApp, Protocol):
    """An application that shows the board's screens: the board's host, or a demonstration.

    Attributes:
        sitting: Who of the board is there.
    """

    sitting: Sitting


class BureauScreen(EspaceScreen):
    """A screen of the board.

    Attributes:
        keeps_way_back: « Échap » and « F1 » stay in the last line, however short it is.
    """

    keeps_way_back: ClassVar[bool] = True

    @property
    def sitting(self) -> Sitting:
        """Who of the board is there."""
        return cast("BoardApp", self.app).sitting

    @property
    def scrutin_names(self) -> Mapping[str, str]:
        """The names of the scrutins by their codes, as people say them."""
        return short_names(self.election.scrutins)

    @property
    def holds_secrets(self) -> bool:
        """Whether it is left if nobody touches a key: it holds what a member has typed."""
        return False

    def show_presence(self) -> None:
        """Show who is there now: one has come, or they were forgotten."""
        for line in self.query(PresentLine):
            line.show(self.sitting)

    def on_screen_resume(self) -> None:
        """Show who is there now."""
        self.show_presence()

    def show_refusal(self, error: EspaceError) -> None:
        """Say why something was refused; if members are missing, lead to where they come."""
        self.asker.show(error)
        if isinstance(error, PresenceNeeded):
            for button in self.query("#members"):
                self.set_focus(button)

    @on(ActionButton.Pressed, "#members")
    def action_members(self) -> None:
        """Open the page where a member shows who they are."""
        self.espace_app.go("bureau_presence")
