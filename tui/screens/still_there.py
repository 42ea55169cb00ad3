"""« Êtes-vous encore là ? »: hides what was read, and counts down to the end of the visit."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.screen import ModalScreen

from models import say_wait
from tui.screens.scrolling import SCROLL_KEYS
from tui.visit.protocol import visit_app
from tui.widgets.centred import Centred, call, press
from tui.widgets.head import StatusLine, heading
from tui.widgets.step_rail import Place, StepRail

ERASED = "Votre visite sera effacée dans {left}."
NOT_MINE = "F10 : ce n'est pas ma visite, l'effacer maintenant"
KEEP = "{press} pour continuer"


class StillThere(ModalScreen[None], inherit_bindings=False):
    """A full page in place of the visit's; the application takes it away at any key."""

    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = SCROLL_KEYS

    def __init__(self, left: float) -> None:
        """Take the seconds that are left."""
        super().__init__()
        self._left = left

    def compose(self) -> ComposeResult:
        """Lay out the question, the time left, and the one thing to do."""
        app = visit_app(self)
        yield from app.frame_lines()
        with Vertical(id="head"):
            yield StatusLine()
            yield StepRail(Place(None))
        with Container(id="front"):
            with Vertical(id="middle"):
                yield heading("Êtes-vous encore là ?")
                yield Centred(self._sentence(), id="erased")
            yield call(KEEP.format(press=press(large=app.profile.large)))
            yield Centred(NOT_MINE, id="not_mine")

    def say(self, left: float) -> None:
        """Say how many seconds are left."""
        self._left = left
        for line in self.query("#erased").results(Centred):
            line.say(self._sentence())

    def _sentence(self) -> str:
        return ERASED.format(left=say_wait(timedelta(seconds=self._left)))
