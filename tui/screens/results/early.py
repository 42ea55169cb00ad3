"""What is shown of a result goes if a demonstration's clock is moved back before its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.screens.base import EspaceScreen

BOARD = "bureau_"
"""How the names of the board's pages begin, which show results before their day."""


def leave_if_early(screen: EspaceScreen, code: str = "") -> None:
    """Return to the home screen if it is not the day of the results, but from the board's pages.

    Args:
        screen: What shows them.
        code: Of the scrutin whose result it shows; empty: of those whose day has come.
    """
    election = screen.election
    calendar = election.calendar_of(code) if code else election.calendar
    of_board = any(
        str(getattr(one, "route", "")).startswith(BOARD) for one in screen.app.screen_stack
    )
    if screen.moments.now() < calendar.results_from and not of_board:
        screen.espace_app.home()
