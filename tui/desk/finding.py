"""Finding people as an agent types: one question at a time, and no answer to an earlier one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from models import CallOf, EspaceError, Person

if TYPE_CHECKING:
    from textual.timer import Timer

    from tui.desk.screens.base import DeskScreen

PAUSE = 0.12
"""Seconds without a key until the search begins: the letters of a word come faster."""
SHOWN = 50
"""People that are shown: one more is asked for, to know whether there are."""
Found = tuple[Person, ...] | tuple[CallOf, ...]


class Finding:
    """Asks for one screen who is meant; with nothing typed, the agent's own calls.

    Attributes:
        shown_for: What was typed as that was asked for which is shown.
    """

    def __init__(
        self, screen: DeskScreen, typed: Callable[[], str], show: Callable[[Found], None]
    ) -> None:
        """Take the screen, what returns the text that is typed now, and what shows who was found.

        Calls are shown if nothing is typed, else people.
        """
        self.shown_for = ""
        self._screen = screen
        self._typed = typed
        self._show = show
        self._pause: Timer | None = None
        self._then: Callable[[], None] | None = None

    def ask_soon(self) -> None:
        """Ask once no key follows."""
        self._then = None
        if self._pause is not None:
            self._pause.stop()
        self._pause = self._screen.set_timer(PAUSE, self.ask)

    def once_found(self, then: Callable[[], None]) -> None:
        """Go on with who is found for what is typed now.

        Enter is often pressed before the last letters have been searched: it holds for their
        answer, unless something else is typed until then, or the page is left.
        """
        if self.shown_for == self._typed():
            then()
        else:
            self._then = then
            self.ask()

    def ask(self) -> None:
        """Ask now, or as soon as an earlier answer is there."""
        session, typed = self._screen.station.staff, self._typed()
        if session is None:
            return
        people = typed.strip()
        self._screen.asker.ask_quietly(
            lambda espace: (
                espace.desk.search(session, typed, most=SHOWN + 1)
                if people
                else espace.desk.list_calls(session)
            ),
            done=partial(self._found, typed),
            refused=partial(self._not_found, typed),
            once="found",
        )

    def _found(self, typed: str, found: Found) -> None:
        if typed != self._typed():
            self.ask()
            return
        self.shown_for = typed
        self._show(found)
        then, self._then = self._then, None
        if then is not None and self._screen.is_active:
            then()

    def _not_found(self, typed: str, error: EspaceError) -> None:
        outdated = typed != self._typed()
        self._screen.show_refusal(error)
        if outdated:
            self.ask()
