"""The mail that is pointed at, beside the list: shown without being marked read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from tui.widgets.long_text import LongText
from tui.widgets.written import Line

if TYPE_CHECKING:
    from textual.timer import Timer

PAUSE = 0.15
"""Seconds for which a mail is pointed at before it is fetched: whoever passes it does not read."""


class MailPreview(VerticalScroll, can_focus=False):
    """Has a mail fetched once it is pointed at, if the terminal is wide enough."""

    def __init__(self, fetch: Callable[[int], None], *, id: str | None = None) -> None:
        """Show nothing yet.

        Args:
            fetch: Fetches a mail by its number, and calls `tell` with it.
            id: Identifier in the screen.
        """
        super().__init__(id=id)
        self._fetch = fetch
        self._wanted: int | None = None
        self._shown: int | None = None
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out subject and text."""
        yield Line(classes="heading -tight")
        yield Line(classes="muted")
        yield LongText()

    @property
    def shows_wanted(self) -> bool:
        """Whether the mail pointed at is shown; of none there is nothing to show."""
        return self._shown == self._wanted

    def show(self, message_id: int | None) -> None:
        """Show a mail soon, or nothing."""
        self._wanted = message_id
        if message_id is None:
            self.clear()
        elif self.size.width:
            self._ask_soon()

    def on_resize(self) -> None:
        """Show the mail pointed at as soon as there is room."""
        if self.size.width and self._wanted not in (None, self._shown):
            self._ask_soon()

    def _ask_soon(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._ask)

    def _ask(self) -> None:
        if self._wanted is not None and self._wanted != self._shown:
            self._fetch(self._wanted)

    def tell(self, message_id: int, subject: str, sender: str, text: str) -> None:
        """Show a mail, if it is still the one that is pointed at."""
        if message_id == self._wanted:
            self._shown = message_id
            self._say(subject, sender, text)
            self.scroll_home(animate=False)

    def clear(self) -> None:
        """Show nothing."""
        self._shown = None
        self._say("", "", "")

    def _say(self, subject: str, sender: str, text: str) -> None:
        self.query_one(".heading", Line).say(subject)
        self.query_one(".muted", Line).say(sender)
        self.query_one(LongText).say(text)
