"""Fingerprints in groups, as a person compares them or writes them into the minutes."""

from __future__ import annotations

GROUP, GROUPS_A_LINE = 4, 8


def grouped(fingerprint: str, *, indent: int = 2) -> str:
    """Return hexadecimal digits in groups of four, eight groups a line.

    Args:
        fingerprint: The digits.
        indent: Spaces before each line.
    """
    groups = [fingerprint[start : start + GROUP] for start in range(0, len(fingerprint), GROUP)]
    lines = (
        " ".join(groups[start : start + GROUPS_A_LINE])
        for start in range(0, len(groups), GROUPS_A_LINE)
    )
    return "\n".join(" " * indent + line for line in lines)
