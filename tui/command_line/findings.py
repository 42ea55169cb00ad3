"""Printing what checks have found: each line OK or what to do."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.command_line.saying import say

if TYPE_CHECKING:
    from models import Finding

MARKS = {True: "OK      ", False: "À FAIRE "}
LABEL = 17
"""Columns of the longest label."""


def print_findings(findings: Sequence[Finding], *, as_json: bool) -> bool:
    """Print what checks found, for a person or as one JSON list; return whether all is good."""
    if as_json:
        print(json.dumps([_facts(finding) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            mark = MARKS[finding.good]
            line = f"{mark}{finding.label:{LABEL}}{finding.text}"
            say(line, margin=len(mark) + LABEL)
    return all(finding.good for finding in findings)


def _facts(finding: Finding) -> dict[str, object]:
    return {"subject": finding.subject, "good": finding.good, "text": finding.text}
