"""« Consultez les résultats »: the scrutins with who leads; anybody reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import DescendantFocus
from textual.widget import Widget

from models import EspaceError
from tui.screens.base import EspaceScreen, actions
from tui.screens.results.early import leave_if_early
from tui.screens.results.words import CHOOSE, READING, below_words, held, refused_words
from tui.visit.result_words import (
    bar_rows,
    count_words,
    leading_words,
    seat_rows,
    turnout_words,
)
from tui.widgets.buttons import PrimaryButton
from tui.widgets.head import heading
from tui.widgets.result_body import BesidePane
from tui.widgets.scrutin_row import RowWords, ScrutinColumns
from tui.widgets.vote_bars import SeatPlaces, VoteBars
from tui.widgets.voting_row import VotingRow
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import ScrutinResult


class Results(EspaceScreen):
    """A row a scrutin; Enter opens its result."""

    route = "results"
    keeps_way_back = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "check_ballot", "Vérifier", key_display="V"),
        Binding("V", "check_ballot", show=False),
    ]

    def __init__(self) -> None:
        """Start without results: they are read once the screen is shown."""
        super().__init__()
        self._results: tuple[ScrutinResult, ...] = ()

    def compose_page(self) -> ComposeResult:
        """Lay out the sentence, and room for the rows."""
        yield heading("RÉSULTATS")
        yield Line(READING, id="how", classes="paragraph")
        yield Vertical(id="scrutin-list")
        yield Line(id="below", classes="paragraph muted")
        again = actions(PrimaryButton("Réessayer", working="Lecture…"))
        again.id = "again"
        yield again

    def beside(self) -> Widget:
        """Return the room for the votes of the scrutin that is pointed at."""
        return BesidePane()

    def on_mount(self) -> None:
        """Read the results."""
        self.query_one("#again").display = False
        self.submit()

    def refresh_moment(self) -> None:
        """Show nothing any more before their day."""
        if self._results:
            leave_if_early(self)

    def submit(self) -> None:
        """Read them, or try again."""
        self.asker.ask(
            lambda espace: espace.voting.list_results(),
            done=self.show_results,
            refused=self.not_read,
        )

    async def show_results(self, results: tuple[ScrutinResult, ...]) -> None:
        """Show a row each, all in one painting of the screen."""
        self._results = held(results)
        words = [
            RowWords(
                one.short,
                one.title,
                turnout_words(one),
                "done",
                leading_words(one),
                choosable=True,
                detailed=True,
            )
            for one in self._results
        ]
        columns = ScrutinColumns.for_rows(words)
        rows = [VotingRow(row, columns) for row in words]
        with self.app.batch_update():
            listed = self.query_one("#scrutin-list")
            await listed.remove_children()
            await listed.mount(*rows)
            self.query_one("#again").display = False
            self.query_one("#how", Line).say(CHOOSE)
            self.query_one("#below", Line).say(below_words(results, self.election, self.moments))
            self.set_focus(rows[0] if rows else None, scroll_visible=False)

    def not_read(self, error: EspaceError) -> bool:
        """Say when to come back, or let people try again."""
        words = refused_words(error, self.moments)
        self.query_one("#how", Line).say(words)
        self.query_one("#again").display = not words
        if not words:
            self.query_one("#primary").focus()
        return bool(words)

    @on(DescendantFocus, "VotingRow")
    async def point(self) -> None:
        """Show the votes of the scrutin that is pointed at beside the rows."""
        if (result := self._pointed) is None or not self.has_class("-wide"):
            return
        parts: list[Widget] = [
            Line(result.title, classes="advice-title"),
            Line("\n".join(count_words(result, console=self.espace_app.glyphs.console))),
            VoteBars(bar_rows(result)),
        ]
        if result.allocation is not None:
            parts.append(SeatPlaces(seat_rows(result)))
        await self.query_one(BesidePane).show(*parts)

    @property
    def _pointed(self) -> ScrutinResult | None:
        rows = list(self.query(VotingRow))
        row = self.focused
        return self._results[rows.index(row)] if isinstance(row, VotingRow) else None

    @on(VotingRow.Chosen)
    def open_result(self, event: VotingRow.Chosen) -> None:
        """Open the result of a scrutin."""
        place = list(self.query(VotingRow)).index(event.row)
        self.espace_app.go("scrutin_result", result=self._results[place])

    def action_check_ballot(self) -> None:
        """Open the page where anybody looks for a ballot."""
        self.espace_app.go("ballot_check")
