"""A door of the home screen: a number, a title, its state, and one line about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Focus
from textual.geometry import Size
from textual.message import Message

from tui.widgets.written import Written, spread


@dataclass(frozen=True, slots=True)
class DoorWords:
    """What a door says.

    Attributes:
        state: « ✓ ouverte », « à faire », or empty.
        tone: Component class of the state: `todo`, `kept`, `waiting`, `missing`.
        details: One sentence or several, a paragraph each.
    """

    title: str
    details: tuple[str, ...]
    state: str = ""
    tone: str = "todo"


class Door(Written, can_focus=True, inherit_bindings=False):
    """Opens by its number, by Enter, or by the mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "open", show=False)]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "number",
        "title",
        "detail",
        "todo",
        "kept",
        "waiting",
        "missing",
    }

    @dataclass
    class Opened(Message):
        """The door was opened."""

        door: Door

    def __init__(self, number: int, words: DoorWords) -> None:
        """Take the number that opens it, and its words."""
        super().__init__(id=f"door-{number}")
        self.number = number
        self.words = words
        self.help_topic = f"door_{number}"

    def say(self, words: DoorWords) -> None:
        """Change the words, if they are others."""
        if words != self.words:
            self.words = words
            self.refresh(layout=True)

    def render(self) -> Content:
        """Return the title line and the details under it."""
        return self._written(self.size.width or 72)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the words take at a width."""
        return self._written(width).get_height({}, width) if width > 0 else 0

    def _written(self, width: int) -> Content:
        words = self.words
        pointer = "▸" if self.has_focus else " "
        left = self.glyphs.content((f"{self.number}{pointer} ", ".number"), (words.title, ".title"))
        right = self.glyphs.content((words.state, f".{words.tone}"))
        lines = [spread(left, right, width)]
        for detail in words.details:
            wrapped = self.glyphs.content((detail, ".detail")).wrap(max(1, width - 3))
            lines += [Content.assemble("   ", line) for line in wrapped]
        return Content("\n").join(lines)

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
