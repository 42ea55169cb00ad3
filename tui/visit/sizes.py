"""Sizes as a person reads them in French."""

from __future__ import annotations


def say_size(octets: int) -> str:
    """Return a size in French units: « 410 Ko », « 9,8 Mo »."""
    if octets < 1024 * 1024:
        return f"{max(octets / 1024, 1):.0f} Ko" if octets else "0 Ko"
    return f"{octets / 1024 / 1024:.1f} Mo".replace(".", ",")
