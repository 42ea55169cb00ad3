"""What a screen or a widget may ask of the application that it is shown in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.widget import Widget

    from models import Election, Espace
    from tui.visit.glyphs import Glyphs
    from tui.visit.moments import Moments
    from tui.visit.profiles import Profile
    from tui.visit.routes import Route
    from tui.visit.visit import Visit


class WritingApp(Protocol):
    """An application that has written widgets: lines, notices, countdowns, buttons.

    Attributes:
        moments: The present, and moments in French.
        glyphs: What the terminal can show.
    """

    moments: Moments
    glyphs: Glyphs


class VisitApp(WritingApp, Protocol):
    """An application that holds visits.

    Screens and widgets name this protocol and no application: a kiosk, a demonstration
    and a terminal show the same ones.

    Attributes:
        election: The election file.
        profile: The place where the visit is held.
        visit: The person in front of the screen, as far as the visit knows them.
        further_lines: Return what else is above the head of a screen, new for each.
        wait_for_vote: Returns once one can vote; blocks, and may raise EspaceError. A
            demonstration's vote is still being prepared when it begins.
    """

    election: Election
    profile: Profile
    visit: Visit
    further_lines: list[Callable[[], Iterable[Widget]]]
    wait_for_vote: Callable[[], object]

    @property
    def espace(self) -> Espace:
        """The open election, for pure checks while a person types.

        Raises:
            RuntimeError: It is not open yet; `opened_espace` waits for it.
        """

    async def opened_espace(self) -> Espace:
        """Return the election as soon as it is open."""

    def open_again(self) -> None:
        """Try again to open the election."""

    def go(self, route: Route, **arguments: object) -> None:
        """Open a screen above the present one, or return to it if it is open beneath."""

    def replace(self, route: Route, **arguments: object) -> None:
        """Open a screen in place of the present one."""

    def home(self) -> None:
        """Return to the home screen."""

    def back(self) -> None:
        """Return to the screen beneath."""

    @property
    def can_go_back(self) -> bool:
        """Whether a screen lies beneath the present one."""

    def frame_lines(self) -> Iterable[Widget]:
        """Return new widgets for the top of a screen, above its head."""

    def journal_error(self, error: BaseException) -> str:
        """Record an unforeseen error without its values, and return its reference."""

    def action_leave(self) -> None:
        """QUITTEZ: wipe the visit and end it."""

    def fail(self, error: Exception) -> None:
        """End the visit because of a fault of the program."""


def writing_app(node: DOMNode) -> WritingApp:
    """Return the application of a widget that needs no visit."""
    return cast("WritingApp", node.app)


def visit_app(node: DOMNode) -> VisitApp:
    """Return the application of a screen or a widget, by what it may be asked."""
    return cast("VisitApp", node.app)
