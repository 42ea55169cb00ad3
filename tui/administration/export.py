"""`admin export`: the counts of the election in a file for a spreadsheet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from models import say_count
from tui.administration.backup import ForceOption
from tui.administration.status import ByOption, axis_named
from tui.command_line.options import ConfigOption, JsonOption, answer, chosen_espace


def export(
    output: Annotated[
        Path, typer.Option("--output", metavar="FICHIER.csv", help="Fichier à écrire.")
    ],
    config: ConfigOption = None,
    by: ByOption = "corps",
    bom: Annotated[
        bool, typer.Option("--bom", help="Commence par la marque UTF-8 que les tableurs attendent.")
    ] = False,
    force: ForceOption = False,
    as_json: JsonOption = False,
) -> None:
    """Write the counts as CSV, whole or not at all."""
    administration = chosen_espace(config).administration
    found = administration.export_status(output, axis_named(by), mark=bom, force=force)
    answer(
        as_json,
        {"file": str(output), "lines": len(found.lines)},
        f"Le fichier {output} est écrit : {say_count(len(found.lines), 'ligne')}, et le total.",
    )
