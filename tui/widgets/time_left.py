"""How long a code is still good, said again each minute and at its end each second."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual.timer import Timer

from tui.widgets.written import Line

LAST_SECONDS = 120
"""From so many seconds on the time left is drawn each second."""


class TimeLeft(Line):
    """« Valable jusqu'au 4 décembre à 16 h 50 : encore 12 minutes. »."""

    def __init__(self, ended: Callable[[], None], *, id: str | None = None) -> None:
        """Start without a moment.

        Args:
            ended: Called once the code is of no use any more.
            id: Identifier in the screen.
        """
        super().__init__(id=id)
        self._ended = ended
        self._until: datetime | None = None
        self._next: Timer | None = None

    def count_to(self, until: datetime) -> None:
        """Say the time left until an aware moment, from now on."""
        self._until = until
        self.turn()

    def turn(self) -> None:
        """Say the time left now; called by itself, and after a journey in the calendar."""
        if self._next is not None:
            self._next.stop()
            self._next = None
        if self._until is None:
            return
        moments = self.espace_app.moments
        seconds = moments.until(self._until).total_seconds()
        if seconds <= 0:
            self.call_later(self._ended)
            return
        close = seconds <= LAST_SECONDS
        left = moments.wait(self._until) if close else moments.left(self._until)
        self.say(
            f"Valable jusqu'au {moments.moment(self._until)} : encore ",
            (left, ".waiting" if close else ".strong"),
            ".",
        )
        pause = 1.0 if close else min(moments.seconds_to_next_minute(), seconds - LAST_SECONDS)
        self._next = self.set_timer(pause + 0.02, self.turn)
