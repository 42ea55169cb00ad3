"""What a hand or a paste brings along without meaning it: forms of letters, marks nobody sees."""

from __future__ import annotations

import unicodedata

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
    spread = unicodedata.normalize("NFKD", text.translate(_SPELLED_OUT))
    return "".join(sign for sign in spread if not unicodedata.combining(sign))


def compact(text: str) -> str:
    """Return the text in compatibility form, without spaces, dashes or marks nobody sees.

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
