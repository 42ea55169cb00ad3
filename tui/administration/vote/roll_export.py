"""`admin vote roll-export`: the roll for the machine that makes the notices."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import models
from tui.administration.backup import ForceOption
from tui.command_line.options import ConfigOption, JsonOption, answer, chosen_espace, source

if TYPE_CHECKING:
    from models import ExportReport

NEXT = (
    "Elle contient les noms de tous : portez-la sur la machine des notices, faites-les par "
    "« espace-electeur admin vote notices », puis détruisez-la. La liste électorale ne change plus "
    "d'ici au chargement des éléments publics."
)


def roll_export(
    output: Annotated[Path, typer.Argument(metavar="FICHIER", help="Fichier à écrire.")],
    config: ConfigOption = None,
    force: ForceOption = False,
    as_json: JsonOption = False,
) -> None:
    """Write who gets a notice, and what is printed on it."""
    from tui.administration.progress_bars import shown_progress

    espace = chosen_espace(config)
    with shown_progress() as tell:
        report = espace.vote.export_roll(output, force=force, source=source(), tell=tell)
    facts: dict[str, object] = {
        "file": str(output),
        "electors": report.electors,
        "without_scrutin": report.without_scrutin,
        "schools": report.schools,
        "fingerprint": report.fingerprint,
    }
    answer(as_json, facts, _page(output, report))


def _page(output: Path, report: ExportReport) -> str:
    people = models.say_count(report.electors, "personne")
    schools = models.say_count(report.schools, "établissement")
    lines = [f"La liste {output} est écrite : {people}, {schools}."]
    if report.without_scrutin:
        without = models.say_count(report.without_scrutin, "personne")
        lines.append(f"{without} sans scrutin : pas de notice.")
    return "\n".join([*lines, NEXT, f"Empreinte (SHA-256) : {report.fingerprint}"])
