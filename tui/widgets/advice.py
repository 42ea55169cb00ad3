"""The screen's page of help, beside the page if the terminal is wide enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll

from tui.help.topics import topic_named
from tui.visit.protocol import visit_app
from tui.widgets.written import Line

if TYPE_CHECKING:
    from tui.visit.routes import Route


class Advice(VerticalScroll, can_focus=False):
    """Written the first time that there is room for it: the style sheet gives it none before."""

    def __init__(self, route: Route) -> None:
        """Take the name of the screen, which is that of its page of help."""
        super().__init__(id="advice")
        self._route = route

    def on_resize(self) -> None:
        """Write the page of help, once."""
        if not self.children:
            page = topic_named([self._route], visit_app(self).election)
            texts = (Line(text) for text in page.paragraphs)
            self.mount(Line(page.title, classes="advice-title"), *texts)
