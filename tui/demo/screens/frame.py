"""What the demonstration's screens share: the sandbox, and the key that starts over."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import Binding, BindingType

from tui.screens.base import EspaceScreen
from tui.widgets.buttons import ActionButton, SecondaryButton

if TYPE_CHECKING:
    from tui.demo.app import DemoApp


SIGNS = ("ampersand", "é", "quotation_mark", "apostrophe", "left_parenthesis", "minus")
"""What the keys engraved 1 to 6 of a French keyboard give without Shift."""


class DemoScreen(EspaceScreen):
    """A screen above the visit, which it may move in time or begin again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus_previous", "Choisir", key_display="↑"),
        Binding("down", "app.focus_next", "Choisir", key_display="↓"),
        Binding("f5", "start_over", "Tout recommencer", key_display="F5"),
    ]

    @property
    def demo_app(self) -> DemoApp:
        """The application, by its own type."""
        return cast("DemoApp", self.app)

    @staticmethod
    def reset_button() -> SecondaryButton:
        """Return the button that begins again with a fresh sandbox."""
        return SecondaryButton("Tout recommencer", id="start_over")

    @on(ActionButton.Pressed, "#start_over")
    def action_start_over(self) -> None:
        """Begin again: the sample people as they were, at the first moment."""
        self.demo_app.start_over()
