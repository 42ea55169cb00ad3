"""`admin vote notices`: the notices de vote, on a machine apart."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import models
from tui.command_line.options import JsonOption, answer
from tui.command_line.process_guards import keep_memory_private

if TYPE_CHECKING:
    from models import NoticesReport

NEXT = (
    "Par établissement, un fichier de notices et une feuille d'émargement ; la réserve a les siens "
    "(« reserve-… »).",
    "1. Imprimez tout d'ici, chaque notice sur une feuille, pliée aussitôt.",
    "2. Remettez chaque notice contre signature ; gardez la réserve sous scellés.",
    "3. Portez « {public_file} », et lui seul, sur le serveur : « espace-electeur admin vote "
    "load-credentials ». Son empreinte (SHA-256), à comparer là-bas : {fingerprint}",
    "4. Détruisez ce dossier : les identifiants de vote n'existent plus que sur le papier.",
)
UNPRINTED = (
    "Un signe que les polices n'ont pas est remplacé par « ? » dans le nom de ces notices : "
    "{numbers}. Écrivez-le à la main."
)
SHOWN = 20
"""Numbers that a sentence names."""


def notices(
    export: Annotated[
        Path,
        typer.Argument(
            metavar="LISTE", readable=False, help="Liste écrite par « admin vote roll-export »."
        ),
    ],
    directory: Annotated[
        Path, typer.Argument(metavar="DOSSIER", help="Dossier à faire ; il peut être vide.")
    ],
    spares: Annotated[
        int | None,
        typer.Option(
            "--spares",
            metavar="N",
            min=0,
            max=99_999,
            help="Notices de réserve (par défaut : 2 %, dix au moins).",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Draw the identifiers, print them, and write the public part; nothing else has them."""
    from tui.administration.progress_bars import shown_progress
    from tui.command_line.interruption import ended_as_interrupted

    with suppress(OSError):
        keep_memory_private()
    with ended_as_interrupted(), shown_progress() as tell:
        report = models.make_notices(export, directory, spares=spares, tell=tell)
    facts: dict[str, object] = {
        "directory": str(directory),
        "electors": report.electors,
        "spares": report.spares,
        "schools": report.schools,
        "public_file": report.public_file,
        "fingerprint": report.fingerprint,
        "export_fingerprint": report.export,
        "unprinted": list(report.unprinted),
    }
    answer(as_json, facts, _page(directory, report))


def _page(directory: Path, report: NoticesReport) -> str:
    made = models.say_count(report.electors, "notice")
    spares = models.say_number(report.spares)
    schools = models.say_count(report.schools, "établissement")
    lines = [
        f"{made} et {spares} de réserve sont dans {directory}, pour {schools}.",
        *(
            line.format(public_file=report.public_file, fingerprint=report.fingerprint)
            for line in NEXT
        ),
    ]
    if report.unprinted:
        numbers = ", ".join(map(str, report.unprinted[:SHOWN]))
        more = len(report.unprinted) - SHOWN
        numbers += f" et {more} autres" if more > 0 else ""
        lines.append(UNPRINTED.format(numbers=numbers))
    return "\n".join(lines)
