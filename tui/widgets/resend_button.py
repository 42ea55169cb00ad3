"""Asking for another mail: a button, and until it can be pressed the time that is left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual.timer import Timer

from tui.widgets.buttons import ActionButton

LONG_WAIT = 120
"""Above so many seconds the moment is shown rather than the seconds counted."""


class ResendButton(ActionButton):
    """« Demander un autre mail », or how long to wait for it, in the same place."""

    def __init__(self, label: str, *, working: str, ask: Callable[[], None]) -> None:
        """Take the words of the button and of the work, and what asks for another mail."""
        super().__init__(label, working=working, id="resend")
        self._ask = ask
        self._until: datetime | None = None
        self._ticking: Timer | None = None

    @property
    def waiting(self) -> bool:
        """Whether another mail cannot be asked for yet."""
        return self._until is not None

    def lead(self, leading: bool) -> None:
        """Look like the one thing to do, or like a link again."""
        self.set_class(leading, "-leading")

    def wait_until(self, moment: datetime) -> None:
        """Refuse to be pressed until an aware moment, and count down to it."""
        self._until = moment
        self.turn()

    def turn(self) -> None:
        """Draw the time left now; called by itself, and after a journey in the calendar."""
        if self._ticking is not None:
            self._ticking.stop()
            self._ticking = None
        seconds = self._seconds()
        if seconds <= 0:
            self._until = None
        else:
            pause = 1.0 if seconds <= LONG_WAIT else seconds - LONG_WAIT
            self._ticking = self.set_timer(pause, self.turn)
        self.can_focus = not self.waiting
        self.set_class(self.waiting, "-waiting")
        self.refresh(layout=True)

    def _seconds(self) -> float:
        if self._until is None:
            return 0.0
        return self.espace_app.moments.until(self._until).total_seconds()

    def _words(self) -> str:
        if self._until is None or self.working:
            return super()._words()
        moments = self.espace_app.moments
        if self._seconds() > LONG_WAIT:
            return f"Vous pourrez demander un autre mail le {moments.moment(self._until)}."
        return f"Vous pourrez demander un autre mail dans {moments.wait(self._until)}."

    def action_press(self) -> None:
        """Ask for another mail, unless it is too early or the work goes on already."""
        if not (self.waiting or self.working):
            self._ask()
