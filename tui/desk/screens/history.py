"""What has happened about a person, and earlier calls."""

from __future__ import annotations

from textual.app import ComposeResult

from tui.desk.screens.base import DeskScreen
from tui.desk.screens.person import who_words
from tui.desk.words import call_words, history_words
from tui.widgets.head import heading
from tui.widgets.written import Line

NOTHING = "Rien n'est connu de cette personne."
WHEN, WHAT = 16, 44


class DeskHistory(DeskScreen):
    """Calls first, then events, newest first."""

    route = "desk_history"

    def compose_page(self) -> ComposeResult:
        """Lay out one line for each."""
        file = self.station.file
        yield heading("HISTORIQUE")
        if file is None:
            return
        yield Line(*who_words(file), classes="paragraph")
        lines = [call_words(call, self.moments) for call in file.calls]
        lines += [history_words(line, self.moments) for line in file.history]
        for when, what, where in lines:
            yield Line((when.ljust(WHEN), ".muted"), what.ljust(WHAT), (f" {where}", ".muted"))
        if not lines:
            yield Line(NOTHING)
