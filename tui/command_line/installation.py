"""What `admin check` and `kiosk --check` say of an election, from one list of checks."""

from __future__ import annotations

from pathlib import Path

import models
from models import Finding, Level, Machine
from tui.command_line.failures import sentence_of
from tui.command_line.start import seconds_since_start

SECOND = 0.85
"""Seconds after its start at which a program that a monitor asks stops waiting."""
LEAST = 0.25
"""Seconds that the checks have all the same: on an idle machine they take a tenth of it."""


def findings_of(path: Path, *, machine: Machine | None = None, quick: bool) -> list[Finding]:
    """Return what the checks of an election found; a file that cannot be read is such a finding.

    Args:
        path: The election file.
        machine: What kind of machine this is, None for the administrator's.
        quick: Only what a monitor asks for every minute.
    """
    try:
        espace = models.Espace(models.load_election(path), models.SystemClock())
    except models.EspaceError as error:
        return [Finding("election", "Élection", Level.FAULT, sentence_of(error), error.command)]
    try:
        file = path if machine is None else None
        # What is left of the second, once the program has started and has still to print.
        within = max(SECOND - seconds_since_start(), LEAST)
        check = espace.administration.check_installation
        return [*check(file, machine=machine, quick=quick, within=within)]
    finally:
        espace.close()
