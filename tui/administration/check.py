"""`admin check`: everything an election depends on, each line OK or what to do."""

from __future__ import annotations

from typing import Annotated

import typer

from tui.command_line.environment import resume_collection
from tui.command_line.findings import print_findings
from tui.command_line.options import ConfigOption, JsonOption

FastOption = Annotated[
    bool,
    typer.Option("--fast", help="Pour une supervision : en une seconde, sans serveur de mail."),
]


def check(
    config: ConfigOption = None, fast: FastOption = False, as_json: JsonOption = False
) -> None:
    """Print what every check found; exit status 1 to look at something, 2 to do something."""
    from tui.command_line.election_files import chosen_election_file
    from tui.command_line.installation import findings_of

    resume_collection()
    findings = findings_of(chosen_election_file(config), quick=fast)
    if status := print_findings(findings, as_json=as_json):
        raise typer.Exit(status)
