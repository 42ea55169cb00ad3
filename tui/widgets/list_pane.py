"""The candidates and the profession de foi of the list that is pointed at, beside the ballot."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from tui.widgets.written import Line


class ListPane(VerticalScroll, can_focus=False):
    """In the place of the advice, if the terminal is wide enough."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(id="advice")

    def compose(self) -> ComposeResult:
        """Lay out the name, the candidates and what the list declares."""
        yield Line(id="pane-name", classes="advice-title")
        yield Line(id="pane-candidates")
        yield Line(id="pane-profession")

    def show(self, name: str, candidates: tuple[str, ...], profession: str) -> None:
        """Show a list, from its beginning."""
        if not self.children:
            return
        self.query_one("#pane-name", Line).say(name)
        self.query_one("#pane-candidates", Line).say("\n".join(candidates))
        self.query_one("#pane-profession", Line).say(profession)
        self.scroll_home(animate=False)
