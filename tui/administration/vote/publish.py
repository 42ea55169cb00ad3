"""`admin vote publish`: the folder of the results, for any web server."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from models import say_count
from tui.administration.backup import ForceOption
from tui.administration.progress_bars import shown_progress
from tui.command_line.options import ConfigOption, JsonOption, answer, chosen_espace, source

DONE = "Publié dans {folder} : {scrutins}, {files}. Empreinte de SHA256SUMS : {fingerprint}."
UNCOUNTED = "Sans résultat : {codes}. Leur procès-verbal dit pourquoi."
NEXT = (
    "Servez ce dossier tel quel, par n'importe quel serveur web, et gardez-le : la purge ne le "
    "touche pas."
)


def publish(
    folder: Annotated[
        Path, typer.Argument(metavar="DOSSIER", readable=False, help="Où vont les pages.")
    ],
    force: ForceOption = False,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write pages, tables, minutes and archives of the results."""
    espace = chosen_espace(config)
    with shown_progress() as tell:
        report = espace.administration.publish_results(
            folder, force=force, source=source(), tell=tell
        )
    facts: dict[str, object] = {
        "folder": str(report.folder),
        "scrutins": list(report.scrutins),
        "uncounted": list(report.uncounted),
        "files": report.files,
        "size": report.size,
        "fingerprint": report.fingerprint,
    }
    lines = [
        DONE.format(
            folder=report.folder,
            scrutins=say_count(len(report.scrutins), "scrutin"),
            files=say_count(report.files, "fichier"),
            fingerprint=report.fingerprint,
        ),
        NEXT,
    ]
    if report.uncounted:
        lines.insert(1, UNCOUNTED.format(codes=", ".join(report.uncounted)))
    answer(as_json, facts, "\n".join(lines))
