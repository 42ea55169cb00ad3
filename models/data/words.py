"""The common French words and first names that a password may not lean on."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def french_words() -> frozenset[str]:
    """Return about a thousand words in lower case, accents kept; the file is read once."""
    text = files("models.data").joinpath("french_words.txt").read_text(encoding="utf-8")
    return frozenset(text.split())
