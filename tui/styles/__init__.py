"""The colours and the style sheets, by topic."""

from __future__ import annotations

from pathlib import Path, PurePath

_TOPICS = ("frame", "text", "fields", "buttons", "home", "dialogs", "demo", "webmail")

STYLE_SHEETS: list[str | PurePath] = [
    Path(__file__).with_name(f"{topic}.tcss") for topic in _TOPICS
]
"""Every style sheet of the foundation, in the order in which they are read."""

WIDTHS: list[tuple[int, str]] = [(0, "-narrow"), (72, "-normal"), (110, "-wide")]
"""Classes of a screen by its least width in cells; the advice stands beside when wide."""

HEIGHTS: list[tuple[int, str]] = [(0, "-low"), (24, "-regular"), (34, "-tall")]
"""Classes of a screen by its least height in lines."""
