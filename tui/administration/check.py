"""`admin check`: everything an election stands on, each line OK or what to do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typer

from tui.administration.calling import ConfigOption, JsonOption, opened_espace
from tui.saying import say

if TYPE_CHECKING:
    from models import Finding

MARKS = {True: "OK      ", False: "À FAIRE "}
LABEL = 17
"""Columns of the longest label."""


def check(config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Print what every check found; exit status 1 where something is to be done."""
    from tui.election_files import chosen_election_file

    administration = opened_espace(config).administration
    findings = administration.check_installation(chosen_election_file(config))
    if as_json:
        print(json.dumps([_facts(finding) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            mark = MARKS[finding.good]
            line = f"{mark}{finding.label:{LABEL}}{finding.text}"
            say(line, margin=len(mark) + LABEL)
    if not all(finding.good for finding in findings):
        raise typer.Exit(1)


def _facts(finding: Finding) -> dict[str, object]:
    return {"subject": finding.subject, "good": finding.good, "text": finding.text}
