"""`admin vote load-credentials`: the public part of the notices."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import models
from tui.command_line.options import ConfigOption, JsonOption, answer, chosen_espace, source


def load_credentials(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="FICHIER", readable=False, help="« elements-publics.jsonl » des notices."
        ),
    ],
    config: ConfigOption = None,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help="Remplace ceux qui sont chargés : leurs notices ne valent plus rien."
        ),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Load them, whole or not at all."""
    from tui.administration.progress_bars import shown_progress

    espace = chosen_espace(config)
    with shown_progress() as tell:
        report = espace.vote.load_credentials(path, replace=replace, source=source(), tell=tell)
    notices = models.say_count(report.electors, "notice")
    keys = models.say_number(report.credentials)
    sentence = (
        f"Les éléments publics sont chargés : {notices}, {models.say_number(report.spares)} de "
        f"réserve, {keys} clés publiques. Comparez leur empreinte (SHA-256) avec celle que la "
        f"machine des notices a donnée : {report.fingerprint}"
    )
    facts: dict[str, object] = {
        "electors": report.electors,
        "spares": report.spares,
        "credentials": report.credentials,
        "replaced": report.replaced,
        "fingerprint": report.fingerprint,
    }
    answer(as_json, facts, sentence)
