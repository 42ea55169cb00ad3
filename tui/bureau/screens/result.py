"""« Résultats et sièges »: every scrutin for the board, and the lots that are due."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from models import PresenceNeeded, ScrutinResult
from tui.bureau.result_words import (
    WRITE,
    day_words,
    is_lot_due,
    next_act,
    result_lines,
    table_cells,
    table_columns,
)
from tui.bureau.screens.base import BureauScreen, members_button
from tui.screens.base import actions, docked
from tui.widgets.buttons import PrimaryButton
from tui.widgets.head import heading
from tui.widgets.item_table import ItemTable
from tui.widgets.paged_lines import PagedLines
from tui.widgets.written import Line

if TYPE_CHECKING:
    from textual.events import Resize

    from models import EspaceError

BOARD_ALONE = "Rien ne sort de cette salle avant le {moment}."
OTHERS_ALONE = "Ce qui n'est pas encore public ne sort pas de cette salle avant le {moment}."
READING, NOTHING = "Lecture…", "Aucun scrutin n'est dépouillé."
MARGIN = 6
WIDEST = 74
"""Cells of the page beside the advice: a wider table would have its last columns out of sight."""


class BureauResult(BureauScreen):
    """A table of the scrutins; what is pointed at is shown under it."""

    route = "bureau_result"
    scrolled = "#none"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "draw_lot", show=False),
        Binding("T", "draw_lot", show=False),
        Binding("p", "write_minutes", show=False),
        Binding("P", "write_minutes", show=False),
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
        yield ItemTable[ScrutinResult](lambda one: one.code, id="scrutins", wrapped=True)
        yield PagedLines(id="lists-of-scrutin")
        yield docked(actions(PrimaryButton(WRITE, key="P"), members_button()))

    def on_mount(self) -> None:
        """Look at the results."""
        self.query_one(PrimaryButton).display = False
        self.query_one("#members").display = False
        self.set_focus(self._table)
        self.refresh_moment()

    def refresh_moment(self) -> None:
        """Say until when they are the board's alone."""
        first, last = self.election.calendar.results_from, self.election.published_from
        begun = self.moments.now() >= first
        early, moment = self.moments.now() < last, last if begun else first
        words = OTHERS_ALONE if begun else BOARD_ALONE
        said = words.format(moment=day_words(moment, self.moments)) if early else ""
        self.query_one("#secret", Line).say((said, ".strong"))
        self.query_one("#secret").display = early

    def on_screen_resume(self) -> None:
        """Look again: a lot may have been entered, or who leads the board has come."""
        super().on_screen_resume()
        present = tuple(self.sitting.present)
        self.asker.ask_quietly(
            lambda espace: espace.board.list_results_before(present),
            done=self.show,
            refused=self.not_shown,
        )

    def not_shown(self, error: EspaceError) -> None:
        """Say who has to come first: before their day the results are not everybody's."""
        self.query_one("#members").display = isinstance(error, PresenceNeeded)
        self.query_one(PagedLines).show(lambda _: [("",)], from_start=True)
        self.show_refusal(error)

    @property
    def _table(self) -> ItemTable[ScrutinResult]:
        return self.query_one("#scrutins", ItemTable)

    @property
    def _width(self) -> int:
        return min(self.size.width - MARGIN, WIDEST)

    def show(self, results: tuple[ScrutinResult, ...]) -> None:
        """Show the scrutins, those whose lot is due first."""
        self._is_read = True
        members = self.query_one("#members")
        if members.display:
            members.display = False
            self.set_focus(self._table)
        due = [one for one in results if is_lot_due(one)]
        results = (*due, *(one for one in results if one not in due))
        names = self.scrutin_names
        cells = [table_cells(one, names) for one in results]
        self._table.show(results, table_columns(self._width), cells)
        self.show_pointed()

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
        button, due = self.query_one(PrimaryButton), self._due
        button.display = bool(self._table.items)
        button.relabel(next_act(due))
        button.name_key("P" if due is None else "T")

    def on_resize(self, event: Resize) -> None:
        """Lay the scrutin out for another width."""
        if self._is_read:
            self.show(tuple(self._table.items))

    @property
    def _due(self) -> ScrutinResult | None:
        """The scrutin whose lot is drawn next: that at the cursor, or else the first one."""
        due = [one for one in self._table.items if is_lot_due(one)]
        pointed = self._table.pointed
        return pointed if pointed in due else next(iter(due), None)

    @on(DataTable.RowSelected)
    def open_result(self) -> None:
        """Open the whole result of the scrutin at the cursor."""
        if self._table.pointed is not None:
            self.espace_app.go("scrutin_result", result=self._table.pointed)

    def action_draw_lot(self) -> None:
        """Open the lot that is drawn next."""
        if self._due is not None:
            self.espace_app.go("bureau_lot", result=self._due)

    def action_write_minutes(self) -> None:
        """Open the minutes, once no lot is due."""
        if self._table.items and self._due is None:
            self.espace_app.go("bureau_minutes")

    def submit(self) -> None:
        """Do what comes next."""
        if self._due is not None:
            self.action_draw_lot()
        else:
            self.action_write_minutes()

    def action_open_incident(self) -> None:
        """Open the incidents."""
        self.espace_app.go("bureau_incident")
