"""A screen with nothing but a list of messages, which nothing else fills."""

from __future__ import annotations

from textual.app import ComposeResult

from tests.tui.routes import LIST
from tui.screens.base import EspaceScreen
from tui.widgets.message_list import MessageList


class ListScreen(EspaceScreen):
    """A list."""

    route = LIST

    def compose_page(self) -> ComposeResult:
        yield MessageList(id="messages")
