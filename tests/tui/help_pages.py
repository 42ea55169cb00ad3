"""Every page of help as an election says it."""

from __future__ import annotations

from collections.abc import Iterator

from tui.application.app import EspaceApp
from tui.help.topics import _TOPICS, topic_named


def help_pages(app: EspaceApp) -> Iterator[tuple[str, str]]:
    """Yield each topic with its title and paragraphs on lines of their own."""
    for topic in _TOPICS:
        page = topic_named([topic], app.election, app.moments)
        yield topic, "\n".join((page.title, *page.paragraphs))
