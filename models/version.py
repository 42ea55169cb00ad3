"""Which version of the program this is."""

from __future__ import annotations


def program_version() -> str | None:
    """Return the version of the program, None if it is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("espace-electeur")
    except PackageNotFoundError:
        return None
