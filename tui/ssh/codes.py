"""Codes by which a group is joined, or a session is looked at: short enough to be called out."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""Consonants, as in the codes of the mails: they spell no word."""
LENGTH = 5
"""3 200 000 codes: at 240 connections a minute one of them is guessed in a week, on the average."""
_WRITTEN = re.compile(rf"[{LETTERS}]{{{LENGTH}}}")


def new_code(taken: Collection[str]) -> str:
    """Return a code that is not taken."""
    while True:
        code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        if code not in taken:
            return code


def read_code(word: str) -> str:
    """Return the code that a word is, however it is written, or an empty text."""
    code = word.strip().upper().replace("-", "")
    return code if _WRITTEN.fullmatch(code) else ""
