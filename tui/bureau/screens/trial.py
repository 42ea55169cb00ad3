"""« Essai avec les vraies clés »: the scrutin whose key is tried."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import DataTable

from models import TrialScrutin
from tui.bureau.screens.base import BureauScreen
from tui.bureau.trial_words import WAIT, WHAT, table_columns, without_lists_words
from tui.screens.base import actions, docked
from tui.widgets.buttons import PrimaryButton
from tui.widgets.head import heading
from tui.widgets.item_table import ItemTable
from tui.widgets.notice import Notice
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import EspaceError, Trial

MARGIN = 6
WIDEST = 74
"""Cells of the page beside the advice, as for the results."""


class BureauTrial(BureauScreen):
    """The scrutins that have a key and lists; those without lists are named."""

    route = "bureau_trial"
    scrolled = "#scrutins"
    AUTO_FOCUS: ClassVar[str | None] = "#scrutins"

    def compose_page(self) -> ComposeResult:
        """Lay out what a trial is, and room for the scrutins."""
        yield heading("ESSAI AVEC LES VRAIES CLÉS")
        yield Line(WHAT, id="what", classes="paragraph")
        yield Line(WAIT, id="waiting")
        yield ItemTable[TrialScrutin](lambda one: one.code, id="scrutins", wrapped=True)
        yield Notice(id="without", tone="waiting")
        yield docked(actions(PrimaryButton("Revenir au bureau")))

    def on_mount(self) -> None:
        """Read the scrutins."""
        self._table.display = False
        for name in ("without", "primary"):
            self.query_one(f"#{name}").display = False
        self.asker.ask(
            lambda espace: espace.board.list_trial_scrutins(),
            done=self.show,
            refused=self.not_read,
        )

    @property
    def _table(self) -> ItemTable[TrialScrutin]:
        return self.query_one("#scrutins", ItemTable)

    def show(self, scrutins: tuple[TrialScrutin, ...]) -> None:
        """Show them."""
        self.query_one("#waiting").display = False
        self._table.display = True
        tried = tuple(one for one in scrutins if one.lists)
        rows = [(one.short, one.title, str(len(one.lists))) for one in tried]
        width = min(self.size.width - MARGIN, WIDEST)
        self._table.show(tried, table_columns(tried, width), rows)
        without = self.query_one("#without", Notice)
        without.tell(without_lists_words(scrutins), tone="waiting")
        without.display = len(tried) < len(scrutins)
        self.set_focus(self._table)

    def not_read(self, error: EspaceError) -> bool:
        """Leave the way back: what is wrong is said above, and nothing can be chosen."""
        for name in ("waiting", "what"):
            self.query_one(f"#{name}").display = False
        button = self.query_one(PrimaryButton)
        button.display = True
        self.set_focus(button)
        return False

    def submit(self) -> None:
        """Return to the board, as there is nothing to try."""
        self.espace_app.go("bureau_overview")

    @on(DataTable.RowSelected)
    def choose(self) -> None:
        """Begin a trial in the scrutin that is pointed at."""
        one = self._table.pointed
        if one is None:
            return
        code = one.code

        def begin(trial: Trial) -> None:
            self.espace_app.go("bureau_trial_urn", trial=trial)

        self.asker.ask(lambda espace: espace.board.begin_trial(code), done=begin)
