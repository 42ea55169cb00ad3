"""What the screens of the helpdesk share: who sits there, and how a session ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding

from models import AuthenticatorNeeded, EspaceError, FirstPasswordKept, SessionExpired
from tui.screens.base import EspaceScreen

if TYPE_CHECKING:
    from tui.desk.app import DeskApp
    from tui.desk.station import Station

ENDED = (
    "Votre session est terminée : votre compte a été fermé, ou son mot de passe a changé ailleurs. "
    "Identifiez-vous de nouveau."
)


def letter(key: str, action: str, words: str) -> tuple[Binding, Binding]:
    """Return the bindings of a letter, small or capital, named once."""
    return (
        Binding(key, action, words, key_display=key.upper()),
        Binding(key.upper(), action, show=False),
    )


class DeskScreen(EspaceScreen):
    """A screen of somebody who answers the telephone.

    Attributes:
        keeps_way_back: « Échap » and « F1 » stay in the last line, however short it is: the page
            names what it needs itself.
    """

    keeps_way_back: ClassVar[bool] = True

    @property
    def desk_app(self) -> DeskApp:
        """The application."""
        return cast("DeskApp", self.app)

    @property
    def station(self) -> Station:
        """Who sits here, and with which call."""
        return self.desk_app.station

    def show_refusal(self, error: EspaceError) -> None:
        """Say why something was refused; a session that has ended leads to signing in again."""
        if isinstance(error, SessionExpired):
            self.desk_app.home()
            self.desk_app.screen.query_one("#refusal").show(ENDED)  # type: ignore[attr-defined]
        elif isinstance(error, FirstPasswordKept):
            self.espace_app.go("desk_password")
        elif isinstance(error, AuthenticatorNeeded):
            self.espace_app.go("desk_authenticator")
        else:
            self.asker.show(error)
