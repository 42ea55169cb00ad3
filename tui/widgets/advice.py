"""The screen's page of help, beside the page if the terminal is wide enough."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll

from tui.visit.protocol import visit_app
from tui.widgets.written import Line

if TYPE_CHECKING:
    from tui.help.page import HelpTopic


class Advice(VerticalScroll, can_focus=False):
    """Written once there is room for it, and again if the calendar changes what it says."""

    def __init__(self, topic: Callable[[], str]) -> None:
        """Take what returns the key of the page of help."""
        super().__init__(id="advice")
        self._topic = topic
        self._page: HelpTopic | None = None

    def on_resize(self) -> None:
        """Write the page of help: the style sheet has given it room."""
        from tui.help.topics import topic_named

        app = visit_app(self)
        page = topic_named([self._topic()], app.election, app.moments)
        if page != self._page:
            self._page = page
            self.remove_children()
            texts = (Line(text) for text in page.paragraphs)
            self.mount(Line(page.title, classes="advice-title"), *texts)

    def turn(self) -> None:
        """Write what is said now, if the page is shown."""
        if self._page is not None:
            self.on_resize()
