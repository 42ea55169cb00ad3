"""The titles above the columns of a folder."""

from __future__ import annotations

from textual.content import Content

from tui.widgets.message_row import head_content
from tui.widgets.written import Written


class MessageHead(Written):
    """« Reçu », « Expéditeur », « Objet », as the messages beneath are laid out.

    Attributes:
        lines: Of a message beneath.
    """

    lines = 1

    def follow(self, lines: int) -> None:
        """Say what messages of so many lines show."""
        if lines != self.lines:
            self.lines = lines
            self.refresh()

    def render(self) -> Content:
        """Return one line."""
        return head_content(self.size.width, self.glyphs, self.lines)
