"""The common French words and first names that a password may not lean on."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

OWN, CHOSEN = "french_words.txt", "french_passwords.txt"
"""Words of everyday and first names, collected here; words of passwords that were published."""


@cache
def french_words() -> frozenset[str]:
    """Return some nine thousand words in lower case, accents kept; the files are read once."""
    lines = [
        line
        for name in (OWN, CHOSEN)
        for line in files("models.data").joinpath(name).read_text(encoding="utf-8").splitlines()
    ]
    return frozenset(line for line in lines if not line.startswith("#"))
