"""Reading what is on the screen of an application under test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from tests.journeys.screen import words_of
from tui.application.app import EspaceApp


def lines_of(app: App[Any]) -> list[str]:
    """Return the lines of the screen as they leave; spaces and apostrophes are made ordinary."""
    return [
        "".join(segment.text for segment in strip).replace("\u00a0", " ").replace("’", "'").rstrip()
        for strip in app.screen._compositor.render_strips()
    ]


def text_of(app: EspaceApp) -> str:
    """Return the whole screen as one text."""
    return "\n".join(lines_of(app))


def words_on(app: EspaceApp) -> str:
    """Return the text of the screen on one line, without its rules and bars."""
    return words_of(text_of(app))


async def until(pilot: Pilot[None], state: Callable[[], bool]) -> None:
    """Wait until a state is reached; the time limit of the test is the only limit."""
    while not state():
        await pilot.pause()
