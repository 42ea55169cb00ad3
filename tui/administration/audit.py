"""`admin audit …`: the audit chain."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from tui.administration.backup import ForceOption
from tui.administration.status import one_of
from tui.command_line.options import ConfigOption, JsonOption, answer, chosen_espace, source
from tui.command_line.saying import say

STANDARD_OUTPUT = Path("-")
ALTERED = "L'événement {number} ne convient pas : la chaîne a été altérée."


def verify(
    config: ConfigOption = None,
    since: Annotated[
        list[str] | None,
        typer.Option(
            "--since",
            metavar="FICHIER",
            help="Export, journal ou fin de chaîne notés plus tôt : tout doit y être encore.",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Walk the audit chain; exit status 1 if an event does not fit."""
    administration = chosen_espace(config).administration
    noted = [anchor for text in since or () for anchor in administration.read_anchors(text)]
    report = administration.verify_audit(since=noted)
    whole = report.first_fault is None
    sentence = (
        f"La chaîne d'audit est entière : {_events(report.events)}. Notez sa fin ailleurs :\n"
        f"{report.end}"
        if whole
        else f"L'événement {report.first_fault} ne convient pas : la chaîne a été altérée. "
        "Comparez avec une sauvegarde."
    )
    facts: dict[str, object] = {
        "events": report.events,
        "first_fault": report.first_fault,
        "end": str(report.end),
    }
    answer(as_json, facts, sentence)
    if not whole:
        raise typer.Exit(1)


def export(
    output: Annotated[
        Path,
        typer.Argument(
            metavar="FICHIER.jsonl",
            help="Fichier à écrire, une ligne l'événement ; « - » : la sortie standard.",
        ),
    ],
    config: ConfigOption = None,
    force: ForceOption = False,
    as_json: JsonOption = False,
) -> None:
    """Write the chain for a third party; exit status 1 if an event does not fit."""
    streamed = output == STANDARD_OUTPUT
    one_of("--json", as_json, "-", streamed)
    report = chosen_espace(config).administration.export_audit(
        _print_line if streamed else output, force=force, source=source()
    )
    whole = report.first_fault is None
    altered = ALTERED.format(number=report.first_fault)
    sentence = f"Le fichier {output} est écrit : {_events(report.events)}, aucun nom."
    if not whole:
        sentence += f" {altered}"
    facts: dict[str, object] = {"events": report.events, "first_fault": report.first_fault}
    if not streamed:
        answer(as_json, facts, sentence)
    elif not whole:
        say(altered, stream=sys.stderr)
    if not whole:
        raise typer.Exit(1)


def _print_line(line: bytes) -> None:
    sys.stdout.write(line.decode("utf-8"))


def _events(number: int) -> str:
    return f"{number} événement" if number < 2 else f"{number} événements"
