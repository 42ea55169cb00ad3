"""`admin import`: the electoral roll."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tui.administration.calling import SOURCE, ConfigOption, JsonOption, answer, opened_espace


def import_roll(
    roll: Annotated[Path, typer.Argument(metavar="FICHIER.csv", help="Liste électorale.")],
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Load an electoral roll, whole or not at all."""
    report = opened_espace(config).import_roll(roll, source=SOURCE)
    answer(
        as_json,
        {
            "electors": report.electors,
            "entries": report.entries,
            "mailboxes": report.mailboxes,
        },
        f"Électeurs : {report.electors} ; inscriptions à un scrutin : {report.entries} ; "
        f"messageries créées : {report.mailboxes}.",
    )
