"""« Pourquoi ce siège »: the quotient, the averages, the ties and the lots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from tui.screens.base import EspaceScreen
from tui.screens.results.early import leave_if_early
from tui.screens.vote.words import scrutin_words
from tui.visit.seat_reasons import (
    AVERAGE_RULE,
    NOTHING_LEFT,
    QUOTIENT_RULE,
    list_names,
    quotient_lines,
    quotient_words,
    remaining_words,
    vacant_words,
)
from tui.widgets.averages_table import AveragesTable
from tui.widgets.head import heading, paragraph
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import ScrutinResult


class SeatReasons(EspaceScreen):
    """The reckoning of the board, step by step; the arrows scroll it."""

    route = "seat_reasons"
    AUTO_FOCUS = ""

    def __init__(self, result: ScrutinResult) -> None:
        """Take the result of a scrutin whose seats are known."""
        super().__init__()
        self._result = result

    def refresh_moment(self) -> None:
        """Show nothing any more before its day."""
        leave_if_early(self, self._result.code)

    def compose_page(self) -> ComposeResult:
        """Lay out the quotient, then each seat that it left."""
        result, allocation = self._result, self._result.allocation
        console = self.espace_app.glyphs.console
        yield heading("POURQUOI CE SIÈGE")
        yield paragraph((scrutin_words(result.short, result.title), ".muted"))
        if allocation is None:
            return
        yield heading("1. LE QUOTIENT")
        yield paragraph(quotient_words(allocation, console=console), " ", (QUOTIENT_RULE, ".muted"))
        lines = quotient_lines(result, allocation, console=console)
        yield Line("\n".join(lines), classes="paragraph", id="by-quotient")
        yield heading("2. LES SIÈGES RESTANTS, À LA PLUS FORTE MOYENNE")
        if not allocation.remaining:
            yield paragraph(NOTHING_LEFT)
        else:
            yield paragraph((AVERAGE_RULE, ".muted"))
            yield AveragesTable(allocation.remaining, list_names(result))
            yield Line(
                "\n".join(remaining_words(result, allocation)), classes="paragraph", id="why"
            )
        if vacant := vacant_words(allocation):
            yield paragraph((vacant, ".waiting"))
