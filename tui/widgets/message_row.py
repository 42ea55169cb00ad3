"""A mail of a folder: marks, date, sender, subject; on two lines its subject is whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from tui.widgets.pointer import POINTER

if TYPE_CHECKING:
    from models import MessageSummary
    from tui.visit.glyphs import Glyphs

CHECKED = "✓"
UNREAD = "•"
ELECTION = "┃"

_DATE = 9
_GAP = 2
_ROOMY = 52
"""Cells for sender and subject from which the subject has a column."""
_SIZE = 8
"""Cells of « 1 024 Ko »."""


@dataclass(frozen=True, slots=True)
class MessageColumns:
    """Widths of the columns, in cells.

    Attributes:
        marks: Pointer, check, unread and election marks together.
        sender: Sender with the gap after it; 0 if there is no room.
    """

    marks: int
    sender: int
    subject: int

    @classmethod
    def of_width(cls, width: int, glyphs: Glyphs) -> MessageColumns:
        """Return the columns of a list so many cells wide."""
        marks = 2 + _check_width(glyphs) + 1 + 2 + 2
        room = max(width - marks - _DATE, 0)
        least = 24 if room >= _ROOMY else 18 if room >= 36 else 0
        sender = min(least + max(room - 80, 0) // 4, 34)
        return cls(marks, sender, room - sender)


@dataclass(frozen=True, slots=True)
class RowState:
    """What a row shows besides the message.

    Attributes:
        date: « 9 h 12 », « 27 nov. ».
        size: « 28 Ko », at the right end; empty if it does not matter.
        pointed: The row that keys act on, while the list has the focus.
        checked: Chosen for deletion.
    """

    date: str
    size: str = ""
    pointed: bool = False
    checked: bool = False


def _check_width(glyphs: Glyphs) -> int:
    return len(glyphs.text(CHECKED))


def sender_name(sender: str) -> str:
    """Return the name of « Rectorat <communication@ac-toulouse.fr> », else the address."""
    name = sender.partition("<")[0].strip(' "')
    return name or sender


def row_content(message: MessageSummary, state: RowState, width: int, glyphs: Glyphs) -> Content:
    """Return a message on one line, at most `width` cells long, without colours."""
    columns = MessageColumns.of_width(width, glyphs)
    return Content.assemble(
        *_beginning(message, state, glyphs),
        _cell(sender_name(message.sender), columns.sender, glyphs, gap=_GAP),
        *_with_size(_subject(message), state.size, columns.subject, glyphs),
    )


def row_contents(
    message: MessageSummary, state: RowState, width: int, glyphs: Glyphs
) -> tuple[Content, Content]:
    """Return a message on two lines: who wrote and when, then the subject beneath."""
    columns = MessageColumns.of_width(width, glyphs)
    room = columns.sender + columns.subject
    first = Content.assemble(
        *_beginning(message, state, glyphs),
        *_with_size(sender_name(message.sender), state.size, room, glyphs),
    )
    indent = columns.marks + (_DATE if room >= _ROOMY else 0)
    return first, Content.assemble(
        _cell("", indent, glyphs), _words(_subject(message), first.cell_length - indent, glyphs)
    )


def _words(text: str, width: int, glyphs: Glyphs) -> Content:
    """Return as many words of a text as there is room for, in exactly `width` cells."""
    end = glyphs.content(" …")
    content, room = glyphs.content(text), width - end.cell_length
    if content.cell_length > width and room > 0:
        content = Content.assemble(content.wrap(room)[0], end)
    return content.truncate(width, ellipsis=True, pad=True)


def _subject(message: MessageSummary) -> str:
    return message.subject or "(sans objet)"


def _beginning(message: MessageSummary, state: RowState, glyphs: Glyphs) -> tuple[Content, ...]:
    """Return the marks and the date."""
    return (
        _cell(POINTER if state.pointed else "", 2, glyphs),
        _cell(CHECKED if state.checked else "", _check_width(glyphs) + 1, glyphs),
        _cell(UNREAD if message.unread else "", 2, glyphs),
        _cell(ELECTION if message.from_election else "", 2, glyphs),
        _cell(state.date, _DATE, glyphs),
    )


def _with_size(text: str, size: str, width: int, glyphs: Glyphs) -> tuple[Content, ...]:
    """Return a text, and the size at the right end if it is to be shown."""
    if not size or width <= _SIZE:
        return (_cell(text, width, glyphs),)
    right = glyphs.content(size)
    return (
        _cell(text, width - _SIZE, glyphs, gap=1),
        Content(" " * max(_SIZE - right.cell_length, 0)),
        right,
    )


def row_tone(message: MessageSummary, *, pointed: bool, focused: bool = True) -> str:
    """Return the component class that colours the row of a message.

    Args:
        message: Whose row it is.
        pointed: Keys act on it.
        focused: The list has the focus: ▸ stands where Enter acts, and nowhere else.
    """
    strong = message.unread or message.from_election
    if pointed and not focused:
        return "pointed-away-strong" if strong else "pointed-away"
    if pointed:
        return "pointed-strong" if strong else "pointed"
    if message.from_election:
        return "election"
    return "unread" if message.unread else "read"


def head_content(width: int, glyphs: Glyphs, lines: int = 1) -> Content:
    """Return the titles of the columns above messages on one line each, or on two."""
    columns = MessageColumns.of_width(width, glyphs)
    beginning = (_cell("", columns.marks, glyphs), _cell("Reçu", _DATE, glyphs))
    if lines > 1:
        rest = _cell("Expéditeur et objet", columns.sender + columns.subject, glyphs)
        return Content.assemble(*beginning, rest)
    return Content.assemble(
        *beginning,
        _cell("Expéditeur", columns.sender, glyphs, gap=_GAP),
        _cell("Objet", columns.subject, glyphs),
    )


def _cell(text: str, width: int, glyphs: Glyphs, gap: int = 0) -> Content:
    """Return a text in exactly `width` cells, its last `gap` ones free."""
    if width <= gap or not text:
        return Content(" " * width)
    fitted = glyphs.content(text).truncate(width - gap, ellipsis=True, pad=True)
    return Content.assemble(fitted, " " * gap)
