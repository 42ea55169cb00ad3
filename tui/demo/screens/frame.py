"""What the demonstration's screens share: the sandbox, and the key that starts over."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import Binding, BindingType

from tui.screens.base import EspaceScreen
from tui.widgets.buttons import ActionButton, SecondaryButton

if TYPE_CHECKING:
    from tui.demo.app import DemoApp


class DemoScreen(EspaceScreen):
    """A screen above the visit, which it may move in time or begin again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("f5", "start_over", "Recommencer", key_display="F5"),
    ]

    @property
    def demo_app(self) -> DemoApp:
        """The application, by its own type."""
        return cast("DemoApp", self.app)

    @staticmethod
    def reset_button() -> SecondaryButton:
        """Return the button that begins again with a fresh sandbox."""
        return SecondaryButton("Tout recommencer", key="F5", id="start_over")

    @on(ActionButton.Pressed, "#start_over")
    def action_start_over(self) -> None:
        """Begin again: the sample people as they were, at the first moment."""
        self.demo_app.start_over()
