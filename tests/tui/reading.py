"""Reading what is on the screen of an application under test."""

from __future__ import annotations

from tests.journeys.screen import words_of
from tui.application.app import EspaceApp
from tui.scenes.stage import lines_of as lines_of
from tui.scenes.stage import until as until


def text_of(app: EspaceApp) -> str:
    """Return the whole screen as one text."""
    return "\n".join(lines_of(app))


def words_on(app: EspaceApp) -> str:
    """Return the text of the screen on one line, without its rules and bars."""
    return words_of(text_of(app))
