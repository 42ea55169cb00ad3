"""Cells of a table that a spreadsheet will open."""

from __future__ import annotations

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""With these a spreadsheet takes a text for a formula (OWASP, « CSV Injection »)."""


def neutralised(cell: str) -> str:
    """Return a text that no spreadsheet runs: an apostrophe stands before what could be a formula.

    Args:
        cell: A text; numbers are not handed here, a minus is theirs.
    """
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
