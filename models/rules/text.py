"""Texts: those from outside made harmless, those that were typed understood, ours typeset."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

_SPELLED_OUT = str.maketrans(
    {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss"}
)
"""Letters that Unicode does not take apart into a letter and an accent."""

_MINUS_SIGN = "\u2212"


def drop_invisible(text: str) -> str:
    """Return the text without format characters: zero-width, bidirectional, soft hyphen."""
    if text.isascii():
        return text
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


def fold_accents(text: str) -> str:
    """Return the text without accents, its case kept: « Éléonore Lœw » is « Eleonore Loew »."""
    if text.isascii():
        return text
    # Taken apart first: « ǽ » is « æ » with an accent.
    spread = unicodedata.normalize("NFKD", text).translate(_SPELLED_OUT)
    return "".join(sign for sign in spread if not unicodedata.combining(sign))


def compact(text: str) -> str:
    """Return the text in compatibility form, without spaces, dashes or invisible marks.

    Full-width letters and digits become ordinary ones; the case is kept.
    """
    plain = unicodedata.normalize("NFKC", text)
    return "".join(
        sign
        for sign in plain
        if not sign.isspace()
        and sign != _MINUS_SIGN
        and unicodedata.category(sign) not in {"Cf", "Pd"}
    )


NO_BREAK_SPACE = "\u00a0"

_UNITS = (
    r"h|min|s|o|Ko|Mo|Go|%|€|ans?|jours?|heures?|minutes?|secondes?|sièges?|caractères?|"
    r"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    r"janv\.|févr\.|avr\.|juil\.|sept\.|oct\.|nov\.|déc\."
)
_BREAKABLE = re.compile(
    r"(?<=\S) (?=[:;!?»])"
    r"|(?<=«) (?=\S)"
    rf"|(?:(?<=\d)|(?<=\b1er)) (?=(?:{_UNITS})(?!\w))"
    rf"|(?<=\d[ {NO_BREAK_SPACE}]h) (?=\d\d(?!\d))"
)


def typeset(text: str) -> str:
    """Return a French text with no-break spaces where a line may not break.

    Only a single ordinary space is ever replaced: addresses (https://…), times
    (10:30) and whatever has no space there come out as they went in. The length
    does not change, and a text set twice is a text set once.
    """
    return _BREAKABLE.sub(NO_BREAK_SPACE, text)


MOST_MARKS = 8
"""On one letter; no language that is written has so many."""

REPLACEMENT = "\ufffd"
"""Replaces a control character."""

ELLIPSIS = "…"

_STRING_SEQUENCE = r"(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\r\n]*(?:\x07|\x1b\\|\x9c)?"
"""Window titles, links, clipboards: up to their end, or that of the line."""

_CONTROL_SEQUENCE = r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
_SHORT_SEQUENCE = r"\x1b[ -/]*[0-~]?"
_ESCAPE = re.compile(f"{_STRING_SEQUENCE}|{_CONTROL_SEQUENCE}|{_SHORT_SEQUENCE}")
_LINE_BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_VARIATION = re.compile("[\ufe00-\ufe0f]")


def visible(sign: str) -> str:
    """Return a character as a sentence names it: U+FFFD if nobody could see it."""
    return sign if sign.isprintable() else REPLACEMENT


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
    replaced = _CONTROL.sub(REPLACEMENT, plain)
    if replaced.isascii():
        return replaced
    shown = (sign for sign in replaced if unicodedata.category(sign) != "Cf")
    return _few_marks(_VARIATION.sub("", "".join(shown)))


def _few_marks(text: str) -> str:
    """Return a text in which no letter bears more than `MOST_MARKS` combining marks.

    Putting them in their order takes the square of their number.
    """
    marks = "".join(sign for sign in set(text) if unicodedata.combining(sign))
    if not marks:
        return text
    among = f"[{re.escape(marks)}]"
    return re.sub(f"({among}{{{MOST_MARKS}}}){among}+", r"\1", text)


def say_all(names: Collection[str]) -> str:
    """Return « A », « A et B », « A, B et C »."""
    *others, last = names or [""]
    return f"{', '.join(others)} et {last}" if others else last
