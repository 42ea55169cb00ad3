"""What a helpdesk has beside a demonstration: its moment, its end, and who may sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Size

from models import SAMPLE_STAFF
from tui.demo.sandbox import is_held
from tui.screens.base import EspaceScreen, say_present
from tui.widgets.written import Written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.widget import Widget

    from tui.demo.shared_clock import FollowedClock
    from tui.desk.app import DeskApp

LOOK = 1.0
"""Seconds between two looks whether the demonstration goes on, and at which moment."""
COLUMNS = 78
ASKING = ("desk_sign_in", "desk_lock")
"""The screens that ask for the password of a member of the staff."""
ONE = "DÉMONSTRATION : ce poste suit celle de l'autre terminal, à la même date."
SEVERAL = "DÉMONSTRATION : {count} sont en cours, ce poste suit la plus récente."
WHO = "{} · mot de passe « {} »"
OVER = "La démonstration est terminée ou recommencée : ce poste s'arrête avec elle."


class BesideDemonstration:
    """Keeps a helpdesk at the moment of a demonstration, and ends with it."""

    def __init__(self, app: DeskApp, directory: Path, clock: FollowedClock, among: int) -> None:
        """Take the application, which does not run yet.

        Args:
            app: The helpdesk.
            directory: The sandbox of the demonstration.
            clock: Of the demonstration.
            among: How many demonstrations run.
        """
        self._app, self._directory, self._clock = app, directory, clock
        self._shown = clock.offset
        self._first = SEVERAL.format(count=among) if among > 1 else ONE
        app.further_lines.append(self._caption)
        app.when_ready.append(self._start)

    def _caption(self) -> Iterator[Widget]:
        """Yield what is above the head of a screen."""
        yield StaffCaption(self._first, who_may_sign_in())

    def _start(self) -> None:
        self._app.set_interval(LOOK, self._look)

    def _look(self) -> None:
        """Leave once the demonstration is gone; say the present again if it was moved."""
        if not is_held(self._directory):
            self._app.action_leave()
            self._app.farewell = OVER
        elif self._shown != self._clock.offset:
            self._shown = self._clock.offset
            say_present(self._app)


class StaffCaption(Written):
    """Who may sign in and by which password, where it is asked for."""

    def __init__(self, *lines: str) -> None:
        """Take the lines."""
        super().__init__()
        self._said = lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that it takes; none on a screen that asks for no password."""
        return len(self._lines(width)) if width > 0 else 0

    def render(self) -> Content:
        """Return the lines."""
        return Content("\n").join(self._lines(self.size.width or COLUMNS))

    def _lines(self, width: int) -> list[Content]:
        if not (isinstance(self.screen, EspaceScreen) and self.screen.route in ASKING):
            return []
        return [line for words in self._said for line in self.glyphs.content(words).wrap(width)]


def who_may_sign_in() -> str:
    """Return the names of the staff, and the password that all of them have."""
    names = " ou ".join(f"« {one.name} »" for one in SAMPLE_STAFF)
    return WHO.format(names, SAMPLE_STAFF[0].password)
