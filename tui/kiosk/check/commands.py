"""The program's commands as a kiosk's technician types them: whole, under the right account."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models import Finding

QUOTED = re.compile(r"« espace-electeur ((?:admin|kiosk --check)[^»]*?) ?»")
"""A command of the program in a sentence, `kiosk` alone excepted: the unit starts that one."""
AS_ROOT = "admin init"
"""Writes the election file, where only root may."""


def with_whole_commands(findings: Iterable[Finding], path: Path) -> list[Finding]:
    """Return findings whose commands name the election file and who runs them.

    Args:
        findings: What the checks of a kiosk and of an installation found.
        path: The election file.
    """

    def whole(match: re.Match[str]) -> str:
        words = match[1]
        who = "sudo" if words.startswith(AS_ROOT) else "sudo -u borne"
        file = "" if "--config" in words else f" --config {shlex.quote(str(path))}"
        return f"« {who} espace-electeur {words}{file} »"

    return [replace(one, text=QUOTED.sub(whole, one.text)) for one in findings]
