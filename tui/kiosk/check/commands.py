"""The program's commands as a kiosk's technician types them: whole, under the right account."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models import Finding

AS_ROOT = "admin init"
"""Writes the election file, where only root may."""


def with_whole_commands(findings: Iterable[Finding], path: Path) -> list[Finding]:
    """Return findings whose commands name the election file and who runs them.

    Args:
        findings: What the checks of a kiosk and of an installation found.
        path: The election file.
    """
    return [_whole(one, path) for one in findings]


def _whole(finding: Finding, path: Path) -> Finding:
    command = finding.command
    if command is None:
        return finding
    who = "sudo" if command.startswith(AS_ROOT) else "sudo -u borne"
    file = "" if "--config" in command else f" --config {shlex.quote(str(path))}"
    whole = f"{who} espace-electeur {command}{file}"
    text = finding.text.replace(f"« espace-electeur {command} »", f"« {whole} »")
    return replace(finding, text=text)
