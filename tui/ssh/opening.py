"""Opening a session at the screen that its client has named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.base import EspaceScreen
from tui.ssh.targets import HELP, TARGETS

if TYPE_CHECKING:
    from tui.application.app import EspaceApp
    from tui.demo.demonstration import Demonstration


def open_target(app: EspaceApp, demonstration: Demonstration, name: str) -> None:
    """Open what a client has named, as the person who has come so far.

    Args:
        app: The application, at home.
        demonstration: What leads it.
        name: Of `TARGETS`, `HELP`, or empty.
    """
    if name == HELP:
        app.action_help()
    if name not in TARGETS:
        return
    target = TARGETS[name]
    demonstration.become(demonstration.sample.someone(target.account))
    app.go(target.route)
    if target.signs_in and isinstance(app.screen, EspaceScreen):
        app.call_after_refresh(app.screen.submit)
