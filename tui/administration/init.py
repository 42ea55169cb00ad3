"""`admin init`: a commented election file to start from, and its database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import models
from tui.command_line.completing import samples
from tui.command_line.environment import resume_collection
from tui.command_line.options import ConfigOption, JsonOption, answer

WRITTEN = "Le fichier {file} est écrit et sa base de données est prête."
WITHOUT_DATABASE = (
    "Le fichier {file} est écrit. Quand la base de données du serveur existe, lancez "
    "« espace-electeur admin migrate --config {file} »."
)
ROLL = (
    " La liste d'essai {roll} contient des personnes inventées : remplacez-les par les vôtres, en "
    "gardant la première ligne."
)


def init(
    config: ConfigOption = None,
    sample: Annotated[
        str,
        typer.Option(
            "--sample",
            metavar="NOM",
            help="Élection d'où partir : toulouse-2014 (par défaut), lyon-2026.",
            autocompletion=samples,
            show_default=False,
        ),
    ] = models.SAMPLE_NAMES[0],
    database: Annotated[
        str | None,
        typer.Option(
            "--database",
            metavar="URL",
            help="Base de données, à la place du fichier SQLite de l'exemple.",
        ),
    ] = None,
    roll: Annotated[
        Path | None,
        typer.Option(
            "--roll", metavar="FICHIER.csv", help="Écrit aussi une liste électorale d'essai."
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Write a commented election file, which must not exist, and prepare its database."""
    from tui.command_line.election_files import chosen_election_file

    resume_collection()
    path = chosen_election_file(config)
    text = models.election_text(sample, database)
    election = models.parse_election(text, path).read_from(path.absolute())
    espace = models.Espace(election, models.SystemClock())
    wanted = models.SampleRoll(sample, roll) if roll is not None else None
    prepared = espace.administration.start_election(path, text, roll=wanted)
    espace.close()
    facts = {"file": str(path), "database": prepared, "roll": str(roll) if roll else None}
    sentence = (WRITTEN if prepared else WITHOUT_DATABASE).format(file=path)
    answer(as_json, facts, sentence + (ROLL.format(roll=roll) if roll else ""))
