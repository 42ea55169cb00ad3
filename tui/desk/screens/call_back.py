"""« À rappeler »: when the agent, or a colleague, rings back."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from models import CallBack, CallState, Cause, call_back_moments
from tui.desk.choices import CHOICE_KEYS
from tui.desk.leaving import Leaving
from tui.desk.screens.base import DeskScreen
from tui.desk.words import CALL_BACKS
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.head import heading, paragraph

HOW = (
    "Dites-le à la personne : son chiffre, ou Entrée. Le moment venu, l'appel est le premier sous "
    "le champ vide de la recherche ; qui le prend l'a désormais."
)


class DeskCallBack(DeskScreen):
    """Moments to choose among, each by its digit."""

    route = "desk_call_back"
    BINDINGS: ClassVar[list[BindingType]] = [*CHOICE_KEYS]

    def __init__(self, cause: Cause | None = None) -> None:
        """Take why somebody had called; the moments are those of the present."""
        super().__init__()
        self._cause = cause
        self._moments: list[datetime | None] = []

    def compose_page(self) -> ComposeResult:
        """Lay out the moments."""
        offered = call_back_moments(self.moments.now(), self.election.calendar.zone)
        self._moments = list(offered.values())
        yield heading("QUAND RAPPELER ?")
        yield paragraph(HOW)
        with Vertical(id="choices"):
            for number, (name, at) in enumerate(offered.items(), start=1):
                yield ChoiceLine(number, self._words(name, at))

    def _words(self, name: CallBack, at: datetime | None) -> str:
        when = f", {self.moments.time(at)}" if at is not None else ""
        return f"{CALL_BACKS[name]}{when}"

    @on(ChoiceLine.Chosen)
    def choose(self, event: ChoiceLine.Chosen) -> None:
        """Note the call to be returned then."""
        at = self._moments[event.line.number - 1]
        Leaving(self).leave(CallState.TO_CALL_BACK, cause=self._cause, call_back_at=at)
