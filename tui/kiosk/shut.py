"""Textual's ways out of an application, shut: a kiosk writes no file and opens nothing."""

from __future__ import annotations

from typing import Any

from tui.app import EspaceApp

KEYS = frozenset({"help", "theme", "leave", "focus_next", "focus_previous", "simulate_key"})
"""The actions of the application that a key or a click may reach."""


class ShutApp(EspaceApp):
    """Whoever finds a way to call for a file, an address or a pause gets nothing."""

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open nothing."""

    def deliver_text(self, *_: Any, **__: Any) -> None:
        """Write nothing."""

    def deliver_binary(self, *_: Any, **__: Any) -> None:
        """Write nothing."""

    def deliver_screenshot(self, *_: Any, **__: Any) -> None:
        """Write nothing."""

    def save_screenshot(self, *_: Any, **__: Any) -> str:
        """Write nothing, and name no file."""
        return ""

    def action_suspend_process(self) -> None:
        """Go on: there is nobody to wake the kiosk again."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what is named in `KEYS`, and none of Textual's own."""
        return action in KEYS and super().check_action(action, parameters)
