"""A program for the tests that need a real terminal: one visit, begun on the sample form.

`python -m tests.tui.pty_visit [crash]`; with `crash`, F9 raises on the screen
while a password stands in it. F5 begins another visit on an empty form, and rings the bell.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import ClassVar

from textual.binding import Binding, BindingType

from models import TravelClock, toulouse_election
from tests.models.clocks import MORNING
from tests.tui.no_espace import no_espace
from tests.tui.sample_form import SampleForm
from tui.app import EspaceApp
from tui.hosts.terminal import hold_visit
from tui.profiles import Profile
from tui.screens.routes import ROUTES
from tui.widgets.key_line import KeyLine


class FormApp(EspaceApp):
    """The application, on the form at once."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f5", "afresh", show=False)]

    def on_ready(self) -> None:
        super().on_ready()
        self.go("sample")

    def action_afresh(self) -> None:
        self.wipe()
        self.home()
        self.go("sample")
        self._ring_once_drawn()

    def _ring_once_drawn(self) -> None:
        """Ring the bell after the form's last painting, that of the key « Retour »."""
        lines = self.screen.query(KeyLine) if isinstance(self.screen, SampleForm) else ()
        if any("Retour" in line.render().plain for line in lines):
            self.screen.call_after_refresh(self.bell)
        else:
            self.set_timer(0.02, self._ring_once_drawn)


class CrashingForm(SampleForm):
    """A form whose key F9 fails with a secret in a variable and in the message."""

    def key_f9(self) -> None:
        typed = self.field("voter_password").value
        raise ValueError(typed)


def main() -> None:
    kind = "CrashingForm" if "crash" in sys.argv else "SampleForm"
    module = "tests.tui.sample_form" if kind == "SampleForm" else "__main__"
    ROUTES["sample"] = f"{module}:{kind}"
    start = MORNING + timedelta(seconds=5)
    app = FormApp(
        toulouse_election(),
        TravelClock(start),
        Profile(name="test", source="terminal:test"),
        no_espace,
    )
    raise SystemExit(hold_visit(app))


if __name__ == "__main__":
    main()
