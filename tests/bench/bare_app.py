"""The yardstick: a bare Textual application with one Input and nothing else."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import Input

PLACEHOLDER = "Un champ, et rien d'autre"


class BareApp(App[None]):
    """One Input; `password` on the command line hides what is typed in it."""

    def compose(self) -> ComposeResult:
        """Lay out the Input."""
        yield Input(placeholder=PLACEHOLDER, password="password" in sys.argv[1:])


if __name__ == "__main__":
    BareApp().run()
