"""« Le bureau de vote »: what is done, and what comes next."""

from __future__ import annotations

from textual.app import ComposeResult

from tui.bureau.screens.base import BureauScreen
from tui.widgets.head import heading


class BureauOverview(BureauScreen):
    """The steps of the board, from the keys to the publication."""

    route = "bureau_overview"
    leads_back = False

    def compose_page(self) -> ComposeResult:
        """Lay out the steps."""
        yield heading("BUREAU DE VOTE")
