"""Fingerprints in groups, as a person compares them or writes them into the minutes."""

from __future__ import annotations

GROUP = 4


def grouped(fingerprint: str) -> str:
    """Return hexadecimal digits in groups of four: a line wraps between two of them."""
    return " ".join(
        fingerprint[start : start + GROUP] for start in range(0, len(fingerprint), GROUP)
    )
