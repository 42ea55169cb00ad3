"""Lines of which as many are shown as there is room for, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.message import Message

from tui.visit.glyphs import Part
from tui.widgets.written import Written

Lines = Sequence[tuple[Part, ...]]
"""Each in its parts."""


class PagedLines(Written, can_focus=True, inherit_bindings=False):
    """As many lines as one likes cost no more than those in sight."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "turn(1)", show=False),
        Binding("pageup", "turn(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("home", "move(-1000000)", show=False),
        Binding("end", "move(1000000)", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"strong", "muted", "accent", "kept", "missing"}

    class Turned(Message):
        """Other lines are in sight, or there is another width."""

    def __init__(self, *, id: str) -> None:
        """Start empty."""
        super().__init__(id=id)
        self._make: Callable[[int], Lines] = lambda width: ()
        self._lines: Lines = ()
        self._first = 0

    def show(self, make: Callable[[int], Lines], *, from_start: bool = False) -> None:
        """Show lines; the place is kept unless they are others.

        Args:
            make: Returns them for a width in cells; called again if it changes.
            from_start: Begin with the first one.
        """
        self._make = make
        self._lines = make(self.size.width) if self.size.width else ()
        self._go(0 if from_start else self._first)

    @property
    def in_sight(self) -> tuple[int, int, int]:
        """The numbers of the first and the last line in sight, from 1, and how many there are."""
        last = min(self._first + max(self.size.height, 1), len(self._lines))
        return min(self._first + 1, last), last, len(self._lines)

    def action_turn(self, pages: int) -> None:
        """Go some pages further, or back."""
        self._go(self._first + pages * max(self.size.height - 1, 1))

    def action_move(self, lines: int) -> None:
        """Go some lines further, or back."""
        self._go(self._first + lines)

    def on_resize(self, event: Resize) -> None:
        """Show as much as there is room for now."""
        self._lines = self._make(event.size.width)
        self._go(self._first)

    def _go(self, first: int) -> None:
        most = max(len(self._lines) - max(self.size.height, 1), 0)
        self._first = min(max(first, 0), most)
        self.refresh()
        self.post_message(self.Turned())

    def render(self) -> Content:
        """Return the lines in sight, each cut at the width."""
        shown = self._lines[self._first : self._first + max(self.size.height, 1)]
        width = max(self.size.width, 0)
        return Content("\n").join(self.glyphs.content(*line).truncate(width) for line in shown)
