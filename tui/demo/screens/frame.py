"""What the demonstration's screens share: the sandbox, and the key that starts over."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from textual import on
from textual.binding import Binding, BindingType

from tui.screens.base import EspaceScreen
from tui.widgets.buttons import ActionButton, SecondaryButton

if TYPE_CHECKING:
    from tui.demo.demonstration import Demonstration


SIGNS = ("ampersand", "é", "quotation_mark", "apostrophe", "left_parenthesis", "minus")
"""What the keys engraved 1 to 6 of a French keyboard give without Shift."""


class _Led(Protocol):
    """An application that a demonstration is held in."""

    demonstration: Demonstration


class DemoScreen(EspaceScreen):
    """A screen above the visit, which it may move in time or begin again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus_previous", "Choisir", key_display="↑"),
        Binding("down", "app.focus_next", "Choisir", key_display="↓"),
        Binding("f5", "start_over", "Tout recommencer", key_display="F5"),
    ]

    @property
    def demonstration(self) -> Demonstration:
        """What leads the demonstration."""
        return cast("_Led", self.app).demonstration

    @staticmethod
    def reset_button() -> SecondaryButton:
        """Return the button that begins again with a fresh sandbox."""
        return SecondaryButton("Tout recommencer", id="start_over")

    @on(ActionButton.Pressed, "#start_over")
    def action_start_over(self) -> None:
        """Begin again: the sample people as they were, at the first moment."""
        self.demonstration.start_over()
