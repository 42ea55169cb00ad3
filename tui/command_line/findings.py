"""Printing what checks have found: each line OK or what to do."""

from __future__ import annotations

from collections.abc import Sequence

from models import Finding, Level, worst
from tui.command_line.saying import say, say_json

MARKS = {Level.OK: "OK      ", Level.ATTENTION: "À VOIR  ", Level.FAULT: "À FAIRE "}
LABEL = 17
"""Columns of the longest label."""


def print_findings(findings: Sequence[Finding], *, as_json: bool) -> int:
    """Print what checks found, for a person or as one JSON document; return the exit status.

    It is that of a monitor's check: 0 if all is good, 1 if somebody should look, 2 if something
    is to be done.
    """
    level = worst(findings)
    if as_json:
        say_json({"state": level.name.lower(), "findings": [_facts(one) for one in findings]})
    else:
        for finding in findings:
            mark = MARKS[finding.level]
            line = f"{mark}{finding.label:{LABEL}}{finding.text}"
            say(line, margin=len(mark) + LABEL)
    return int(level)


def _facts(finding: Finding) -> dict[str, object]:
    return {
        "subject": finding.subject,
        "level": finding.level.name.lower(),
        "text": finding.text,
        "command": finding.command,
    }
