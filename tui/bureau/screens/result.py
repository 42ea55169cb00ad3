"""« Résultats et sièges »: every scrutin for the board, and the lots that are due."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from models import ScrutinResult
from tui.bureau.result_words import day_words, result_lines, table_cells, table_columns
from tui.bureau.screens.base import BureauScreen
from tui.widgets.head import heading
from tui.widgets.item_table import ItemTable
from tui.widgets.paged_lines import PagedLines
from tui.widgets.written import Line

if TYPE_CHECKING:
    from textual.events import Resize

BOARD_ALONE = "Rien ne sort de cette salle avant le {moment}."
READING, NOTHING = "Lecture…", "Aucun scrutin n'est dépouillé."
MARGIN = 6
WIDEST = 74
"""Cells of the page beside the advice: a wider table would have its last columns out of sight."""


class BureauResult(BureauScreen):
    """A table of the scrutins; what is pointed at is shown under it."""

    route = "bureau_result"
    scrolled = "#none"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "draw_lot", "Tirage au sort", key_display="T"),
        Binding("T", "draw_lot", show=False),
        Binding("i", "open_incident", "Incident", key_display="I"),
        Binding("I", "open_incident", show=False),
    ]

    def __init__(self) -> None:
        """Begin with nothing read."""
        super().__init__()
        self._is_read = False

    def compose_page(self) -> ComposeResult:
        """Lay out the table, and room for a scrutin."""
        yield heading("RÉSULTATS ET SIÈGES")
        yield Line(id="secret", classes="paragraph")
        yield ItemTable[ScrutinResult](lambda one: one.code, id="scrutins")
        yield PagedLines(id="lists-of-scrutin")

    def on_mount(self) -> None:
        """Look at the results."""
        self.set_focus(self._table)
        self.refresh_moment()

    def refresh_moment(self) -> None:
        """Say until when they are the board's alone."""
        moment = self.election.calendar.results_from
        early = self.moments.until(moment).total_seconds() > 0
        words = BOARD_ALONE.format(moment=day_words(moment, self.moments)) if early else ""
        self.query_one("#secret", Line).say((words, ".strong"))
        self.query_one("#secret").display = early

    def on_screen_resume(self) -> None:
        """Look again: a lot may have been entered."""
        self.asker.ask_quietly(
            lambda espace: espace.board.list_results(), done=self.show, refused=self.show_refusal
        )

    @property
    def _table(self) -> ItemTable[ScrutinResult]:
        return self.query_one("#scrutins", ItemTable)

    @property
    def _width(self) -> int:
        return min(self.size.width - MARGIN, WIDEST)

    def show(self, results: tuple[ScrutinResult, ...]) -> None:
        """Show the scrutins, those whose lot is due first."""
        self._is_read = True
        due = [one for one in results if one.allocation and one.allocation.lot_due]
        results = (*due, *(one for one in results if one not in due))
        names = self.scrutin_names
        cells = [table_cells(one, names) for one in results]
        self._table.show(results, table_columns(self._width), cells)
        self.show_pointed()
        self.refresh_bindings()

    @on(DataTable.RowHighlighted)
    def show_pointed(self) -> None:
        """Show the scrutin at the cursor."""
        one = self._table.pointed
        nothing, console = NOTHING if self._is_read else READING, self.espace_app.glyphs.console
        self.query_one(PagedLines).show(
            lambda width: (
                [(nothing,)] if one is None else result_lines(one, width, console=console)
            ),
            from_start=True,
        )
        self.refresh_bindings()

    def on_resize(self, event: Resize) -> None:
        """Lay the scrutin out for another width."""
        if self._is_read:
            self.show(tuple(self._table.items))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the lot only if one is due."""
        if action == "draw_lot":
            one = self._table.pointed if self.is_mounted else None
            return bool(one and one.allocation and one.allocation.lot_due)
        return super().check_action(action, parameters)

    @on(DataTable.RowSelected)
    def open_result(self) -> None:
        """Open the whole result of the scrutin at the cursor."""
        if self._table.pointed is not None:
            self.espace_app.go("scrutin_result", result=self._table.pointed)

    def action_draw_lot(self) -> None:
        """Open the lot that is due for the scrutin at the cursor."""
        one = self._table.pointed
        if one is not None and one.allocation and one.allocation.lot_due:
            self.espace_app.go("bureau_lot", result=one)

    def action_open_incident(self) -> None:
        """Open the incidents."""
        self.espace_app.go("bureau_incident")
