"""Changing the election of a test before a command is called."""

from __future__ import annotations

from pathlib import Path


def dated(config: Path, year: int) -> None:
    """Move the calendar of an election file to another year."""
    config.write_text(config.read_text(encoding="utf-8").replace("= 2014-", f"= {year}-"), "utf-8")
