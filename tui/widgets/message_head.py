"""The titles above the columns of a folder."""

from __future__ import annotations

from textual.content import Content

from tui.widgets.message_row import head_content
from tui.widgets.written import Written


class MessageHead(Written):
    """« Reçu », « Expéditeur », « Objet »."""

    def render(self) -> Content:
        """Return one line."""
        return head_content(self.size.width, self.glyphs)
