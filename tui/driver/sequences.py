"""What a terminal sends, cut into units: text, keys, mouse, pastes, and what is not for a person.

The grammar is that of ECMA-48 (5.4 and 8.3), of xterm's « Control Sequences » and
of the VT500 parser (vt100.net/emu/dec_ansi_parser), with the keys of rxvt and of
the Linux console, which do not keep to it.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import NamedTuple

ESC = "\x1b"
PASTE_START = "\x1b[200~"
PASTE_END = "\x1b[201~"
INTRODUCERS = "[O]PX^_"
"""What makes an escape sequence of an escape: CSI, SS3, OSC, DCS, SOS, PM, APC."""

MAX_CODE_POINT = 0x10FFFF
MAX_CELL = 999
"""The largest column or line that a mouse may be on."""
LONGEST_KEY = 32
"""Characters of the longest sequence that Textual's parser takes."""


class Kind(Enum):
    """What a unit is.

    Attributes:
        TEXT: Characters typed, control characters among them.
        ESCAPE: The key Esc.
        ALT: A character typed with Alt.
        SEQUENCE: A key or a mouse event, spelt as an escape sequence.
        PASTE: A text pasted.
        ANSWER: The terminal says that it draws whole pictures (mode 2026).
        DROPPED: Something that no key sends.
    """

    TEXT = auto()
    ESCAPE = auto()
    ALT = auto()
    SEQUENCE = auto()
    PASTE = auto()
    ANSWER = auto()
    DROPPED = auto()


class Unit(NamedTuple):
    """Something sent at once; of a paste or of Alt the text that was meant."""

    kind: Kind
    text: str


Cut = tuple[Unit, int]
"""A unit, and the place behind it."""

_TEXT = re.compile(r"[^\x1b]+")
_C1 = re.compile(r"[\x80-\x9f]")
# A tab and line breaks are part of what a person pastes, other control characters are not.
_NOT_PASTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SS3 = re.compile(r"\x1bO[1-9]?[!-~]")
_SS3_BEGUN = re.compile(r"\x1bO[1-9]?\Z")
# Function keys of the Linux console, and shifted ones of rxvt: neither has a final byte.
_ODD_KEY = re.compile(r"\x1b\[(?:\[[A-E]|(?:3|7|8|23|24)\$)")
_X10_MOUSE = re.compile(r"\x1b\[M[^\x1b]{3}")
_CSI = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
_CSI_BEGUN = re.compile(r"\x1b\[(?:\[|M[^\x1b]{0,2}|[0-?]*[ -/]*)\Z")
_CSI_BROKEN = re.compile(r"\x1b\[[0-?]*[ -/]*")
_STRING_END = re.compile(r"[\x07\x18\x1a\x9c]|\x1b\\|(?=\x1b[^\\])")

_KEY = re.compile(r"\x1b\[(?!20[01]~)(?:[0-9:;]*[~^@uABCDEFGHPQRSZ]|1;[2-9][p-y]|[a-d])")
_MOUSE = re.compile(r"\x1b\[<([0-9]+);([0-9]+);([0-9]+)[Mm]")
_ANSWER = re.compile(r"\x1b\[\?2026;[1-4]\$y")
# CPR, an answer, is spelt like F3 with a modifier in some terminals; here it is the answer.
_CURSOR_POSITION = re.compile(r"\x1b\[[0-9]+;[0-9]+R")
_NUMBERS = re.compile(r"[0-9]+")


def cut(text: str, start: int) -> Cut | None:
    """Return the unit that begins at a place and the place behind it, None if it goes on.

    Args:
        text: What the terminal has sent.
        start: A place in it, before its end.
    """
    if text[start] != ESC:
        end = _end(_TEXT, text, start)
        return Unit(Kind.TEXT, _C1.sub("", text[start:end])), end
    if len(text) == start + 1:
        return None
    second = text[start + 1]
    if second == ESC:
        return Unit(Kind.ESCAPE, ESC), start + 1
    if second == "[":
        return _cut_control(text, start)
    if second == "O":
        return _cut_third_set(text, start)
    if second in INTRODUCERS:
        end = _end(_STRING_END, text, start + 2, search=True)
        return (Unit(Kind.DROPPED, text[start:end]), end) if end else None
    return Unit(Kind.ALT, second), start + 2


def _cut_control(text: str, start: int) -> Cut | None:
    """Cut what begins with CSI."""
    if text.startswith(PASTE_START, start):
        end = text.find(PASTE_END, start)
        if end < 0:
            return None
        pasted = _NOT_PASTED.sub("", text[start + len(PASTE_START) : end])
        return Unit(Kind.PASTE, pasted), end + len(PASTE_END)
    if end := _end(_ODD_KEY, text, start):
        return Unit(Kind.SEQUENCE, text[start:end]), end
    if end := _end(_X10_MOUSE, text, start):
        return Unit(Kind.DROPPED, text[start:end]), end
    if _CSI_BEGUN.match(text, start):
        return None
    if end := _end(_CSI, text, start):
        sequence = text[start:end]
        return Unit(_kind_of(sequence), sequence), end
    end = _end(_CSI_BROKEN, text, start)
    return Unit(Kind.DROPPED, text[start:end]), end


def _cut_third_set(text: str, start: int) -> Cut | None:
    """Cut what begins with SS3, or Alt and a capital O."""
    if _SS3_BEGUN.match(text, start):
        return None
    if end := _end(_SS3, text, start):
        return Unit(Kind.SEQUENCE, text[start:end]), end
    return Unit(Kind.ALT, "O"), start + 2


def _kind_of(sequence: str) -> Kind:
    """Return what a complete control sequence is."""
    if _ANSWER.fullmatch(sequence):
        return Kind.ANSWER
    if len(sequence) > LONGEST_KEY or _CURSOR_POSITION.fullmatch(sequence):
        return Kind.DROPPED
    if mouse := _MOUSE.fullmatch(sequence):
        near = all(int(number) <= MAX_CELL for number in mouse.groups())
        return Kind.SEQUENCE if near else Kind.DROPPED
    if _KEY.fullmatch(sequence) and all(map(_is_character, _NUMBERS.findall(sequence))):
        return Kind.SEQUENCE
    return Kind.DROPPED


def _is_character(number: str) -> bool:
    """Return whether a number is a code point that can be written; a surrogate cannot."""
    code_point = int(number)
    return code_point <= MAX_CODE_POINT and not 0xD800 <= code_point <= 0xDFFF


def _end(pattern: re.Pattern[str], text: str, start: int, *, search: bool = False) -> int:
    """Return where what a pattern finds ends, 0 if it finds nothing."""
    found = pattern.search(text, start) if search else pattern.match(text, start)
    return found.end() if found else 0
