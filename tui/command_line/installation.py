"""What `admin check` and `kiosk --check` say of an election, from one list of checks."""

from __future__ import annotations

from pathlib import Path

import models
from models import Finding, Level, Machine
from tui.command_line.failures import sentence_of


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
        return [*espace.administration.check_installation(file, machine=machine, quick=quick)]
    finally:
        espace.close()
