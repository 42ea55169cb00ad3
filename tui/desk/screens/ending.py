"""The end of a call: why somebody had called, or what becomes of it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import DataTable

from models import LIKELY_CAUSES, CallState, Cause
from tui.desk.leaving import Leaving
from tui.desk.screens.base import DeskScreen, letter
from tui.desk.words import CAUSES
from tui.screens.base import actions
from tui.widgets.buttons import ActionButton, SecondaryButton
from tui.widgets.head import heading
from tui.widgets.item_table import Column, ItemTable
from tui.widgets.written import Line

HOW = "Entrée sur la raison de l'appel le termine ; R la garde pour qui rappelle."
COLUMNS: tuple[Column, ...] = (("Raison de l'appel", 40),)


class DeskEnding(DeskScreen):
    """« Fin de l'appel »."""

    route = "desk_ending"
    scrolled = "#causes"
    BINDINGS: ClassVar[list[BindingType]] = [
        *letter("c", "aside", "Mettre de côté"),
        *letter("r", "call_back", "À rappeler"),
    ]

    def compose_page(self) -> ComposeResult:
        """Lay out the causes, and the two ways to keep the call."""
        yield heading("FIN DE L'APPEL")
        yield Line(HOW, classes="paragraph")
        yield ItemTable[Cause](lambda cause: cause, id="causes")
        yield actions(
            SecondaryButton("Mettre de côté", key="C", id="aside"),
            SecondaryButton("À rappeler", key="R", id="call_back"),
        )

    def on_mount(self) -> None:
        """Show the causes."""
        table = self.query_one("#causes", ItemTable)
        table.show(list(CAUSES), COLUMNS, [(words,) for words in CAUSES.values()])
        if self.station.met is not None:
            table.point_at(LIKELY_CAUSES[self.station.met])
        self.set_focus(table)

    @on(DataTable.RowSelected)
    def close_call(self) -> None:
        """Close the call with its cause."""
        cause = self.query_one("#causes", ItemTable).pointed
        Leaving(self).leave(CallState.CLOSED, cause=cause)

    @on(ActionButton.Pressed, "#aside")
    def action_aside(self) -> None:
        """Put the call aside."""
        Leaving(self).leave(CallState.ASIDE)

    @on(ActionButton.Pressed, "#call_back")
    def action_call_back(self) -> None:
        """Ask when to call back."""
        if not self.working:
            cause = self.query_one("#causes", ItemTable).pointed
            self.espace_app.go("desk_call_back", cause=cause)
