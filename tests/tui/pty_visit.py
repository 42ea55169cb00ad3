"""A program for the tests that need a real terminal: one visit, begun on the sample form.

`python -m tests.tui.pty_visit [crash]`; with `crash`, F9 raises on the screen
while a password stands in it. F5 begins another visit on an empty form, and rings the bell.
"""

from __future__ import annotations

import sys
from typing import ClassVar

from textual.binding import Binding, BindingType

from models import toulouse_election
from tests.models.clocks import HandClock
from tests.tui.no_espace import no_espace
from tests.tui.routes import SAMPLE
from tests.tui.sample_form import SampleForm
from tui.application.app import EspaceApp
from tui.hosts.terminal import hold_visit
from tui.visit.profiles import Profile


class FormApp(EspaceApp):
    """The application, on the form at once."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f5", "afresh", show=False)]

    def on_ready(self) -> None:
        super().on_ready()
        self.go(SAMPLE)

    def action_afresh(self) -> None:
        self.wipe()
        self.home()
        self.go(SAMPLE)


class CrashingForm(SampleForm):
    """A form whose key F9 fails with a secret in a variable and in the message."""

    def key_f9(self) -> None:
        typed = self.field("voter_password").value
        raise ValueError(typed)


def main() -> None:
    kind = "CrashingForm" if "crash" in sys.argv else "SampleForm"
    module = "tests.tui.sample_form" if kind == "SampleForm" else "__main__"
    FormApp.routes = {**FormApp.routes, SAMPLE: f"{module}:{kind}"}
    app = FormApp(
        toulouse_election(),
        HandClock(),
        Profile(name="test", source="terminal:test"),
        no_espace,
    )
    raise SystemExit(hold_visit(app))


if __name__ == "__main__":
    main()
