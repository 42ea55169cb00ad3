"""« Êtes-vous encore là ? »: hides what was read, and counts down to the end of the visit."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.screen import ModalScreen

from models import say_countdown
from tui.screens.kiosk.front import call, press
from tui.screens.scrolling import ScrollingScreen
from tui.widgets.centred import Centred
from tui.widgets.head import StatusLine, StepRail, heading

if TYPE_CHECKING:
    from tui.app import EspaceApp

ERASED = "Votre visite va être effacée dans {left}."
KEEP = "{press} pour la garder"


class StillThere(ScrollingScreen, ModalScreen[None]):
    """A full page in the place of the visit's; the application takes it away at any key."""

    AUTO_FOCUS = None

    def __init__(self, left: float) -> None:
        """Take the seconds that are left."""
        super().__init__()
        self._left = left

    def compose(self) -> ComposeResult:
        """Lay out the question, the time left, and the one thing to do."""
        app = cast("EspaceApp", self.app)
        yield from app.frame_lines()
        with Vertical(id="head"):
            yield StatusLine()
            yield StepRail(None)
        with Container(id="front"):
            with Vertical(id="middle"):
                yield heading("Êtes-vous encore là ?")
                yield Centred(self._sentence(), id="erased")
            yield call(KEEP.format(press=press(large=app.profile.large)))

    def say(self, left: float) -> None:
        """Say how many seconds are left."""
        self._left = left
        for line in self.query("#erased").results(Centred):
            line.say(self._sentence())

    def _sentence(self) -> str:
        return ERASED.format(left=say_countdown(timedelta(seconds=self._left)))
