"""Text from outside made safe to show: names, subjects and bodies of mails.

A terminal obeys escape sequences (ECMA-48), whoever wrote them; marks that turn
the direction of writing make a text read as another. Neither gets through.
"""

from __future__ import annotations

import re
import unicodedata

REPLACEMENT = "\ufffd"
"""Stands where a control character was."""

ELLIPSIS = "…"

_STRING_SEQUENCE = r"(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\r\n]*(?:\x07|\x1b\\|\x9c)?"
"""Window titles, links, clipboards: up to their end, or that of the line."""

_CONTROL_SEQUENCE = r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
_SHORT_SEQUENCE = r"\x1b[ -/]*[0-~]?"
_ESCAPE = re.compile(f"{_STRING_SEQUENCE}|{_CONTROL_SEQUENCE}|{_SHORT_SEQUENCE}")
_LINE_BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_VARIATION = re.compile("[\ufe00-\ufe0f]")


def clean_line(text: str, longest: int = 200) -> str:
    """Return a text from outside on one line.

    Runs of spaces and line breaks are one space; more than `longest` characters
    are cut, the last one being « … ».
    """
    line = " ".join(_clean(text).split())
    return line if len(line) <= longest else line[: longest - 1] + ELLIPSIS


def clean_text(text: str, longest: int = 65536) -> tuple[str, bool]:
    """Return a text from outside, its lines split by a line feed, and whether it was cut.

    Escape sequences and direction marks are dropped whole, other control
    characters are shown as U+FFFD, tabs become spaces.

    Args:
        text: As it came.
        longest: Characters that are kept.
    """
    cleaned = _clean(text).expandtabs()
    return cleaned[:longest], len(cleaned) > longest


def _clean(text: str) -> str:
    """Return a text without escape sequences, control characters and format characters."""
    plain = _LINE_BREAK.sub("\n", _ESCAPE.sub("", text))
    visible = _CONTROL.sub(REPLACEMENT, plain)
    if visible.isascii():
        return visible
    shown = (sign for sign in visible if unicodedata.category(sign) != "Cf")
    return _VARIATION.sub("", "".join(shown))
