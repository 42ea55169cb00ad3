"""F1: what the leaflet says of the field or the screen in front of the person."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from tui.help.page import HelpTopic
from tui.help.topics import topic_named
from tui.screens.base import EspaceScreen
from tui.screens.scrolling import SCROLL_KEYS
from tui.visit.protocol import visit_app
from tui.widgets.head import heading, paragraph
from tui.widgets.key_line import KeyLine


def help_on(screen: EspaceScreen) -> HelpScreen:
    """Return the page of help of what has the focus on a screen, or of the screen."""
    around = screen.focused.ancestors_with_self if screen.focused else ()
    named = [getattr(node, "help_topic", "") for node in around]
    return HelpScreen(topic_named([*named, screen.help_topic], screen.election, screen.moments))


class HelpScreen(ModalScreen[None], inherit_bindings=False):
    """One page of help above the screen; Esc, Enter or F1 close it."""

    AUTO_FOCUS = None
    scrolled: ClassVar[str] = "#dialog-text"
    BINDINGS: ClassVar[list[BindingType]] = [
        *SCROLL_KEYS,
        Binding("escape", "close", "Fermer", key_display="Échap"),
        Binding("f1,enter", "close", show=False),
        Binding("a", "be_helped", "Être aidé", key_display="A"),
        Binding("A", "be_helped", show=False),
        Binding("f3", "app.theme", "Thème", key_display="F3"),
        Binding("f10", "app.leave", "QUITTEZ", key_display="F10"),
    ]

    def __init__(self, page: HelpTopic) -> None:
        """Take the page to show."""
        super().__init__()
        self._page = page
        self._staffed = False

    def compose(self) -> ComposeResult:
        """Lay out title, paragraphs and keys."""
        yield from visit_app(self).frame_lines()
        with Vertical(id="dialog"):
            with VerticalScroll(id="dialog-text", can_focus=False):
                yield heading(self._page.title)
                for text in self._page.paragraphs:
                    yield paragraph(text)
            yield KeyLine()

    def on_mount(self) -> None:
        """Find out whether there is anybody to be helped by."""
        finding: Callable[[], Awaitable[None]] = self._find_staff
        self.run_worker(finding, exit_on_error=False)

    async def _find_staff(self) -> None:
        self._staffed = (await visit_app(self).opened_espace()).helped
        self.refresh_bindings()

    def action_close(self) -> None:
        """Go back to the screen beneath."""
        self.dismiss()

    def action_be_helped(self) -> None:
        """Open the page with the code that is read out to the assistance."""
        visit_app(self).go("being_helped")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to be helped where a visit is held that somebody could follow.

        A helpdesk comes beside a demonstration at any moment, and brings its staff along.
        """
        if action == "be_helped":
            profile = visit_app(self).profile
            return profile.helped and (profile.demo or self._staffed)
        return super().check_action(action, parameters)
