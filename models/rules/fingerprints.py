"""Fingerprints as people compare and copy them: in groups, the same ones everywhere."""

from __future__ import annotations

GROUP = 4
"""Characters: as many as one keeps in mind from one paper to another."""


def fingerprint_groups(fingerprint: str) -> tuple[str, ...]:
    """Return the characters of a fingerprint, or of its beginning, four by four."""
    starts = range(0, len(fingerprint), GROUP)
    return tuple(fingerprint[start : start + GROUP] for start in starts)


def say_fingerprint(fingerprint: str) -> str:
    """Return « 3fa2 99b1 04cc »: a fingerprint on one line."""
    return " ".join(fingerprint_groups(fingerprint))
