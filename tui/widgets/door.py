"""A door of the home screen: a step that opens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click, Focus
from textual.message import Message

from tui.widgets.pointer import pointer
from tui.widgets.step import Step, StepWords

if TYPE_CHECKING:
    from models import PathStep


class Door(Step, can_focus=True, inherit_bindings=False):
    """Opens by its number, by Enter, or by the mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Ouvrir", key_display="Entrée"),
        Binding("space", "open", show=False),
    ]

    @dataclass
    class Opened(Message):
        """The door was opened."""

        door: Door

    def __init__(self, number: int, step: PathStep, words: StepWords) -> None:
        """Take the number that opens it, the step behind it, and its words."""
        super().__init__(number, words, id=f"door-{number}")
        self.step = step
        self.help_topic = f"door_{step}"

    @property
    def pointer(self) -> str:
        """Shown on the door that Enter opens."""
        return pointer(self.has_focus)

    @property
    def state(self) -> str:
        """The words of the state, also of what is still to do."""
        return self.words.state

    def action_open(self) -> None:
        """Notify the screen."""
        self.post_message(self.Opened(self))

    def on_click(self, event: Click) -> None:
        """Open with the mouse."""
        event.stop()
        self.action_open()

    def on_focus(self, event: Focus) -> None:
        """Lead the terminal's cursor here."""
        self.point_here()
