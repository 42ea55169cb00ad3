"""How far something is that takes long, and how to stop it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from tui.widgets.progress_line import ProgressLine, Telling
from tui.widgets.written import Line


class StoppableProgress(Vertical):
    """A line that shows how far it is, and one that says by which key it is stopped."""

    def __init__(self, how: str) -> None:
        """Take how it is stopped."""
        super().__init__(classes="part")
        self._how = how

    def compose(self) -> ComposeResult:
        """Lay out both lines."""
        yield ProgressLine()
        yield Line((self._how, ".muted"), id="stop")

    def on_mount(self) -> None:
        """Hide until something goes on."""
        self.query_one("#stop").display = False

    def begin(self) -> Telling:
        """Show both; what it returns is told how far it is."""
        self.query_one("#stop").display = True
        return self.query_one(ProgressLine).begin()

    def stop(self) -> None:
        """Have it stop."""
        self.query_one(ProgressLine).stop()

    def end(self) -> None:
        """Hide both."""
        self.query_one(ProgressLine).end()
        self.query_one("#stop").display = False
