"""Who is let in: what becomes of each key, click and paste while nobody is there."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import Protocol

from textual.events import Event, Key, MouseDown, MouseEvent, MouseUp, Paste
from textual.screen import Screen

from models import EndedVisit, VisitEnd
from tui.kiosk.screens.front import STAFF_KEY, Front
from tui.kiosk.screens.standby import Standby

ANSWER = 0.1
"""Seconds between two keys below which both belong to a terminal's answer."""
_BEGINNINGS = frozenset({"circumflex_accent", "left_square_bracket", "right_square_bracket"})
_NO_LETTER = ("alt+", "ctrl+", "super+", "hyper+", "meta+")


class Arrivals:
    """Looks at events in the order in which they come."""

    def __init__(self) -> None:
        """Start with nothing heard."""
        self._answered_at: float | None = None

    def from_person(self, event: Event) -> bool:
        """Return whether an event is a person's key, button, finger or paste."""
        if isinstance(event, Key):
            return not self._is_answer(event)
        return isinstance(event, MouseDown | Paste)

    def _is_answer(self, key: Key) -> bool:
        """Return whether a key is none of a person's: control keys do nothing here either."""
        begins = key.key.startswith(_NO_LETTER) or key.key in _BEGINNINGS
        follows = self._answered_at is not None and key.time - self._answered_at < ANSWER
        if begins or follows:
            self._answered_at = key.time
        return begins or follows


DEAF_SECONDS = 1.5
"""After an end that no one asked for: a person may be in the middle of a word."""
DEAF_AFTER_QUITTEZ = 0.3
"""After one that was asked for: the fingers may still be on the keys."""
UNASKED = (VisitEnd.IDLE, VisitEnd.TIME, VisitEnd.CRASH, VisitEnd.HUNG, VisitEnd.KILLED)
"""Ends in the middle of whatever the person was doing."""


def deaf_after(ended: EndedVisit | None) -> float:
    """Return for how many seconds keys are dropped after a visit, none at the first start."""
    if ended is None:
        return 0.0
    return DEAF_SECONDS if ended.reason in UNASKED else DEAF_AFTER_QUITTEZ


class KioskControl(Protocol):
    """What the doorkeeper tells: the kiosk."""

    @property
    def screen(self) -> Screen[object]:
        """The screen in front."""

    def begin(self) -> None:
        """Open a visit."""


class Doorkeeper:
    """Looks at every event on the screens that wait for somebody, and uses up what opens a visit.

    In a visit the events are for the screens, once its clock has seen them.
    """

    def __init__(
        self, kiosk: KioskControl, clock: Callable[[], float], *, deaf: float = 0.0
    ) -> None:
        """Take what is told, and what tells the seconds.

        Args:
            kiosk: Its state.
            clock: As `tui.application.timing.since_boot`.
            deaf: Seconds from the first screen on in which keys are dropped, and again from
                each of those keys on.
        """
        self._kiosk = kiosk
        self._clock = clock
        self._arrivals = Arrivals()
        self._deaf = deaf
        self._deaf_until = inf if deaf else 0.0
        self._release_due = False

    def first_screen_shown(self) -> None:
        """Begin the seconds in which keys are dropped."""
        if self._deaf:
            self._deaf_until = self._clock() + self._deaf

    def uses_up(self, event: Event) -> bool:
        """Return whether an event is done with: no screen sees it."""
        if isinstance(event, MouseUp):
            due, self._release_due = self._release_due, False
            return due
        if not isinstance(event, Key | Paste | MouseEvent):
            return False
        screen = self._kiosk.screen
        used = isinstance(screen, Front) and self._used_in_front(screen, event)
        if isinstance(event, MouseDown):
            self._release_due = used
        return used

    def _used_in_front(self, screen: Front, event: Event) -> bool:
        """Let the staff's key through, and open a visit for anyone else."""
        if self._is_staff(screen, event):
            return False
        if not self._arrivals.from_person(event) or not isinstance(screen, Standby):
            return True
        if isinstance(event, MouseDown) or self._clock() >= self._deaf_until:
            self._kiosk.begin()
        else:  # somebody types on: the end of a password opens no visit
            self._deaf_until = max(self._deaf_until, self._clock() + self._deaf)
        return True

    @staticmethod
    def _is_staff(screen: Front, event: Event) -> bool:
        if isinstance(event, Key):
            return event.key == STAFF_KEY
        return isinstance(event, MouseDown) and "@click" in screen.get_style_at(*event.offset).meta
