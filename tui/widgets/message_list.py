"""The messages of a folder, of any number: only the lines in sight are drawn.

Each takes two lines, so that its subject is whole. A box in which room is to be made is looked
through by who wrote and how much it takes: one line is enough then, and twice as many are seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click, Focus
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from tui.visit.protocol import visit_app
from tui.visit.sizes import say_size
from tui.widgets.message_row import RowState, row_content, row_contents, row_tone

if TYPE_CHECKING:
    from models import MessageSummary

NONE_YET = "Aucun mail ici."


class MessageList(ScrollView, can_focus=True, inherit_bindings=False):
    """One message is pointed at, any may be checked.

    Attributes:
        checked: Identifiers of the checked messages.
    """

    _known = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Lire", key_display="Entrée"),
        Binding("space", "check", "Cocher", key_display="Espace"),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "point(0)", show=False),
        Binding("end", "point_last", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "read",
        "unread",
        "election",
        "pointed",
        "pointed-strong",
        "pointed-away",
        "pointed-away-strong",
    }

    @dataclass
    class Opened(Message):
        """A message is to be opened."""

        message_id: int

    class Checked(Message):
        """Other messages are checked than before."""

    @dataclass
    class LaidOut(Message):
        """Messages take another number of lines than before."""

        lines: int

    @dataclass
    class Pointed(Message):
        """Another message is pointed at, or none: the folder is empty."""

        message_id: int | None

    def __init__(self, *, id: str | None = None) -> None:
        """Start without messages."""
        super().__init__(id=id)
        self.checked: frozenset[int] = frozenset()
        self._messages: tuple[MessageSummary, ...] = ()
        self._pointed = 0
        self._told: int | None = None
        self._sizes = False
        self._pitch = 1

    def _fitting_lines(self) -> int:
        """Return the lines of a message: two if a finger is to hit it, too."""
        # Beside a size, a narrow line has no room for the subject.
        two = visit_app(self).profile.large or not self.screen.has_class("-normal")
        return 2 if two or not self._sizes else 1

    def _lay_out(self) -> None:
        """Give each message its lines, and keep the one pointed at in sight."""
        lines = self._fitting_lines()
        if lines != self._pitch:
            self._pitch = lines
            self.post_message(self.LaidOut(lines))
        self.virtual_size = Size(0, len(self._messages) * self._pitch)
        self._reveal()
        self.refresh()

    def _redraw(self, place: int) -> None:
        """Draw one message again."""
        for line in range(self._pitch):
            self.refresh_line(place * self._pitch + line)

    @property
    def pointed_id(self) -> int | None:
        """Identifier of the message pointed at, None if the folder is empty."""
        return self._messages[self._pointed].message_id if self._messages else None

    @property
    def chosen(self) -> tuple[int, ...]:
        """Identifiers that a key acts on: the checked ones, else the one pointed at."""
        if self.checked:
            return tuple(sorted(self.checked))
        return () if self.pointed_id is None else (self.pointed_id,)

    def show(self, messages: tuple[MessageSummary, ...]) -> None:
        """Show messages; what is pointed at and checked stays so as far as it is there."""
        if self._known and messages == self._messages:
            return
        self._known = True
        before = self.pointed_id
        self._messages = messages
        places = {message.message_id: place for place, message in enumerate(messages)}
        last = max(len(messages) - 1, 0)
        self._pointed = places.get(before, min(self._pointed, last)) if before else 0
        self._lay_out()
        self._check(self.checked & places.keys())
        self._tell_pointed()
        self.call_after_refresh(self._reveal)

    def show_sizes(self, shown: bool) -> None:
        """Show how much room each message takes, or not."""
        if shown != self._sizes:
            self._sizes = shown
            self._lay_out()

    def _tell_pointed(self) -> None:
        if self.pointed_id != self._told:
            self._told = self.pointed_id
            self.post_message(self.Pointed(self.pointed_id))

    def point_at(self, message_id: int) -> None:
        """Point at a message, if it is there."""
        for place, message in enumerate(self._messages):
            if message.message_id == message_id:
                self.action_point(place)

    def check_all(self) -> None:
        """Check every message, or none if all are."""
        every = frozenset(message.message_id for message in self._messages)
        self._check(frozenset() if self.checked == every else every)
        self.refresh()

    def _check(self, checked: frozenset[int]) -> None:
        if checked != self.checked:
            self.checked = frozenset(checked)
            self.post_message(self.Checked())

    def action_open(self) -> None:
        """Notify the screen which message is to be opened."""
        if self.pointed_id is not None:
            self.post_message(self.Opened(self.pointed_id))

    def action_check(self) -> None:
        """Check the message pointed at, or uncheck it, and move on to the next one."""
        if self.pointed_id is not None:
            self._check(self.checked ^ {self.pointed_id})
            self._redraw(self._pointed)
            self.action_move(1)

    def action_move(self, lines: int) -> None:
        """Point so many lines further down."""
        self.action_point(self._pointed + lines)

    def action_page(self, pages: int) -> None:
        """Point as far down as is seen at once."""
        seen = self.scrollable_content_region.height // self._pitch
        self.action_move(pages * max(seen - 1, 1))

    def action_point_last(self) -> None:
        """Point at the last message."""
        self.action_point(len(self._messages) - 1)

    def action_point(self, place: int) -> None:
        """Point at a place, the nearest there is."""
        before, self._pointed = self._pointed, max(0, min(place, len(self._messages) - 1))
        if before != self._pointed:
            self._redraw(before)
            self._redraw(self._pointed)
            self._reveal()
            self._tell_pointed()

    def _reveal(self) -> None:
        """Scroll to the line pointed at, and lead the terminal's cursor there with the focus."""
        self.scroll_to_region(
            Region(0, self._pointed * self._pitch, 1, self._pitch),
            animate=False,
            force=True,
            immediate=True,
        )
        if self.has_focus:
            self._point_here()

    def _point_here(self) -> None:
        """Put the terminal's own cursor on the line pointed at: screen readers follow it."""
        line = Offset(0, self._pointed * self._pitch - self.scroll_offset.y)
        self.app.cursor_position = self.region.offset + line

    def on_focus(self, event: Focus) -> None:
        """Lead the terminal's cursor to the line pointed at."""
        self._point_here()
        self._redraw(self._pointed)

    def on_resize(self) -> None:
        """Keep the line pointed at in sight."""
        self._lay_out()

    def on_blur(self) -> None:
        """Show the line pointed at without the focus."""
        self._redraw(self._pointed)

    def on_click(self, event: Click) -> None:
        """Point with the mouse; a click on the line pointed at opens it."""
        event.stop()
        place = (event.y + self.scroll_offset.y) // self._pitch
        if place >= len(self._messages):
            return
        if place == self._pointed:
            self.action_open()
        self.action_point(place)

    def render_line(self, y: int) -> Strip:
        """Return a line in sight."""
        place, line = divmod(y + self.scroll_offset.y, self._pitch)
        width = self.scrollable_content_region.width
        glyphs = visit_app(self).glyphs
        if place < len(self._messages):
            message = self._messages[place]
            state = self._state(place, message)
            if self._pitch > 1:
                content = row_contents(message, state, width, glyphs)[line]
            else:
                content = row_content(message, state, width, glyphs)
            tone = row_tone(message, pointed=place == self._pointed, focused=self.has_focus)
            style = self.get_visual_style(tone)
        else:
            empty = self._known and not self._messages and not y
            content = glyphs.content(NONE_YET if empty else "")
            style = self.get_visual_style("read")
        return Visual.to_strips(self, content, width, 1, style, pad=True)[0]

    def _state(self, place: int, message: MessageSummary) -> RowState:
        moments = visit_app(self).moments
        return RowState(
            date=moments.of_mail(message.received_at),
            pointed=place == self._pointed and self.has_focus,
            size=say_size(message.size) if self._sizes else "",
            checked=message.message_id in self.checked,
        )
