"""Fingerprints as a person writes them into the minutes."""

from __future__ import annotations

GROUP, GROUPS_A_LINE = 4, 8


def grouped(fingerprint: str) -> str:
    """Return hexadecimal digits in groups of four, eight groups a line, set in."""
    groups = [fingerprint[start : start + GROUP] for start in range(0, len(fingerprint), GROUP)]
    lines = (
        " ".join(groups[start : start + GROUPS_A_LINE])
        for start in range(0, len(groups), GROUPS_A_LINE)
    )
    return "\n".join(f"  {line}" for line in lines)


def spelled(fingerprint: str) -> str:
    """Return hexadecimal digits in large: apart from each other, four groups a line."""
    groups = [
        " ".join(fingerprint[start : start + GROUP]) for start in range(0, len(fingerprint), GROUP)
    ]
    lines = ("   ".join(groups[start : start + GROUP]) for start in range(0, len(groups), GROUP))
    return "\n\n".join(lines)
