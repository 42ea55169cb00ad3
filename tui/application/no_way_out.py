"""Textual's ways out of an application, closed: no file is written, nothing is opened."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import App


class NoWayOut(App[None]):
    """For applications that strangers use on a machine that is not theirs.

    To be named before the application that it closes: `class Kiosk(NoWayOut, EspaceApp)`.
    """

    offered: ClassVar[frozenset[str]] = frozenset(
        {"help", "theme", "leave", "focus_next", "focus_previous", "simulate_key", "scroll"}
    )
    """The actions of the application that a key or a click may reach; none of Textual's own."""

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
        """Go on: there is no one to resume the program."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what is named in `offered`."""
        return action in self.offered and super().check_action(action, parameters)
