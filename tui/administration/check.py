"""`admin check`: everything an election depends on, each line OK or what to do."""

from __future__ import annotations

import typer

from tui.command_line.findings import print_findings
from tui.command_line.options import ConfigOption, JsonOption, chosen_espace


def check(config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Print what every check found; exit status 1 if something is to be done."""
    from tui.command_line.election_files import chosen_election_file

    administration = chosen_espace(config).administration
    findings = administration.check_installation(chosen_election_file(config))
    if not print_findings(findings, as_json=as_json):
        raise typer.Exit(1)
