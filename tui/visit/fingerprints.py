"""Fingerprints in lines of groups, as a person compares them or writes them into the minutes."""

from __future__ import annotations

from models import fingerprint_groups

GROUPS_A_LINE = 8


def grouped(fingerprint: str, *, indent: int = 2) -> str:
    """Return a fingerprint in groups, eight a line.

    Args:
        fingerprint: The digits.
        indent: Spaces before each line.
    """
    groups = fingerprint_groups(fingerprint)
    lines = (
        " ".join(groups[start : start + GROUPS_A_LINE])
        for start in range(0, len(groups), GROUPS_A_LINE)
    )
    return "\n".join(" " * indent + line for line in lines)
