"""F1: what the leaflet says of the field or the screen in front of the person."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from tui.help_page import HelpTopic
from tui.screens.scrolling import ScrollingScreen
from tui.widgets.head import heading, paragraph
from tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from tui.app import EspaceApp


class HelpScreen(ScrollingScreen, ModalScreen[None]):
    """One page of help above the screen; Esc, Enter or F1 close it."""

    AUTO_FOCUS = None
    scrolled = "#dialog-text"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Fermer", key_display="Échap"),
        Binding("f1,enter", "close", show=False),
        Binding("f10", "app.leave", "QUITTEZ", key_display="F10"),
    ]

    def __init__(self, page: HelpTopic) -> None:
        """Take the page to show."""
        super().__init__()
        self._page = page

    def compose(self) -> ComposeResult:
        """Lay out title, paragraphs and keys."""
        yield from cast("EspaceApp", self.app).frame_lines()
        with Vertical(id="dialog"):
            with VerticalScroll(id="dialog-text", can_focus=False):
                yield heading(self._page.title)
                for text in self._page.paragraphs:
                    yield paragraph(text)
            yield KeyLine()

    def action_close(self) -> None:
        """Go back to the screen beneath."""
        self.dismiss()
