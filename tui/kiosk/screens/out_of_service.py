"""The election cannot be opened: what to do meanwhile, and a kiosk that comes back by itself."""

from __future__ import annotations

from datetime import timedelta

from textual.app import ComposeResult
from textual.containers import Vertical

from models import say_wait
from tui.kiosk.screens.front import Front
from tui.widgets.centred import Centred, call
from tui.widgets.head import heading, paragraph
from tui.widgets.written import Line

KEPT = "Ce que vous avez enregistré est conservé : revenez dans quelques minutes."
ELSEWHERE = "Vous pouvez aussi continuer sur un autre ordinateur : {place}."
TRYING = "Nouvel essai en cours…"
NEXT_TRY = "Nouvel essai dans {left}"
BY_ITSELF = "Cet ordinateur redémarrera tout seul."


class OutOfService(Front):
    """No key but the staff's does anything."""

    route = "kiosk_out_of_service"

    def __init__(self) -> None:
        """Start with a try under way."""
        super().__init__()
        self._seconds = 0

    def compose_page(self) -> ComposeResult:
        """Lay out the sentence, where else one can go on, and when the next try comes."""
        with Vertical(id="middle"):
            yield heading("CET ORDINATEUR EST MOMENTANÉMENT HORS SERVICE")
            yield paragraph(KEPT)
            yield paragraph(ELSEWHERE.format(place=self.election.election.space_url))
            yield Line(BY_ITSELF, id="by-itself", classes="muted")
        yield call(self._next_try)

    def say_wait(self, seconds: int) -> None:
        """Say after how many seconds the next try comes; 0: it is under way."""
        self._seconds = seconds
        for line in self.query("#call").results(Centred):
            line.say(self._next_try)

    @property
    def _next_try(self) -> str:
        left = say_wait(timedelta(seconds=self._seconds))
        return NEXT_TRY.format(left=left) if self._seconds else TRYING
