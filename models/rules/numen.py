"""The NUMEN, the number that the ministry gives to each of its people."""

from __future__ import annotations

import re

from models.rules.typed_text import compact

_SHAPE = re.compile(r"[0-9]{2}[A-Z][0-9]{2}[0-9]{5}[A-Z]{3}")
"""Académie of first registration, information system, year, number, three letters."""


def normalise_numen(text: str) -> str | None:
    """Return the NUMEN in capitals, or None where the text has not its shape.

    Lower case, full-width forms, spaces and dashes are understood. Any académie
    is as good as another: the first two digits are not checked.
    """
    plain = compact(text)
    if not plain.isascii():
        return None
    number = plain.upper()
    return number if _SHAPE.fullmatch(number) else None
