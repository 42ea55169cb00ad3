"""Letting a call go: it is put aside, noted to be returned, or closed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from models import CallOver, CallState, Cause, EspaceError

if TYPE_CHECKING:
    from tui.desk.screens.base import DeskScreen


class Leaving:
    """Asks for one screen that the call in hand goes, then leads to the next caller."""

    def __init__(self, screen: DeskScreen) -> None:
        """Take the screen on which it was said."""
        self._screen = screen

    def leave(
        self,
        state: CallState,
        *,
        cause: Cause | None = None,
        call_back_at: datetime | None = None,
    ) -> None:
        """Let the call go, as `leave_call` does."""
        session, call = self._screen.station.session, self._screen.station.call
        if call is None:
            self._go_on()
            return
        self._screen.asker.ask(
            lambda espace: espace.desk.leave_call(
                session, call.call_id, state, cause=cause, call_back_at=call_back_at
            ),
            done=lambda _: self._go_on(),
            refused=self._is_over,
        )

    def _is_over(self, error: EspaceError) -> bool:
        """Go on to the next call if this one is gone: there is nothing to end any more."""
        if not isinstance(error, CallOver):
            return False
        self._screen.station.call = None
        self._go_on()
        return True

    def _go_on(self) -> None:
        self._screen.espace_app.go("desk_search")
