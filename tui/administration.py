"""`espace-electeur admin …`: the administrator's commands, without a screen."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import models
from tui.environment import resume_collection
from tui.french import FrenchCommand, FrenchGroup

if TYPE_CHECKING:
    from models import Espace

administration = typer.Typer(
    cls=FrenchGroup,
    help="Préparer une élection : fichier, base de données, liste électorale.",
    rich_markup_mode=None,
    no_args_is_help=True,
    subcommand_metavar="COMMANDE [ARGUMENTS]...",
)

SOURCE = "admin"
"""Who is named in the audit trail for what these commands do."""

ConfigOption = Annotated[
    Path | None,
    typer.Option("--config", metavar="FICHIER", help="Fichier d'élection."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Écrit le résultat en JSON.")]


def _espace(config: Path | None) -> Espace:
    """Return the house of the chosen election file.

    Raises:
        ElectionFileError: The file is missing or wrong.
    """
    from tui.election_files import chosen_election_file

    resume_collection()
    election = models.load_election(chosen_election_file(config))
    return models.Espace(election, models.SystemClock())


def _answer(as_json: bool, facts: dict[str, object], sentence: str) -> None:
    """Print facts for a program, or a sentence for a person."""
    print(json.dumps(facts, ensure_ascii=False) if as_json else models.typeset(sentence))


@administration.command(
    cls=FrenchCommand, help="Écrit un fichier d'élection commenté et prépare sa base de données."
)
def init(config: ConfigOption = None) -> None:
    """Write a commented election file, which must not exist, and prepare its database."""
    from tui.election_files import chosen_election_file

    path = chosen_election_file(config)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        if not path.exists():
            raise models.EspaceError(
                f"Le fichier {path} ne peut pas être écrit. Choisissez un dossier où vous avez "
                "le droit d'écrire, ou un autre nom."
            ) from None
        raise models.EspaceError(
            f"Le fichier {path} existe déjà : rien n'a été changé. Pour préparer sa base de "
            f"données, lancez « espace-electeur admin migrate --config {path} »."
        ) from None
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(models.election_template())
    _espace(path).migrate()
    print(models.typeset(f"Le fichier {path} est écrit et sa base de données est prête."))


@administration.command(cls=FrenchCommand, help="Met la base de données à jour.")
def migrate(config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Apply the pending migrations."""
    names = _espace(config).migrate()
    sentence = (
        f"La base de données est à jour ({', '.join(names)})."
        if names
        else "La base de données était déjà à jour."
    )
    _answer(as_json, {"applied": names}, sentence)


@administration.command("import", cls=FrenchCommand, help="Charge une liste électorale (CSV).")
def import_roll(
    roll: Annotated[Path, typer.Argument(metavar="FICHIER.csv", help="Liste électorale.")],
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Load an electoral roll, whole or not at all."""
    report = _espace(config).import_roll(roll, source=SOURCE)
    _answer(
        as_json,
        {
            "electors": report.electors,
            "entries": report.entries,
            "mailboxes": report.mailboxes,
        },
        f"Électeurs : {report.electors} ; inscriptions à un scrutin : {report.entries} ; "
        f"messageries créées : {report.mailboxes}.",
    )


audit = typer.Typer(
    cls=FrenchGroup,
    help="La chaîne d'audit.",
    rich_markup_mode=None,
    no_args_is_help=True,
    subcommand_metavar="COMMANDE [ARGUMENTS]...",
)
administration.add_typer(audit, name="audit")


@audit.command(cls=FrenchCommand, help="Vérifie que la chaîne d'audit est entière.")
def verify(config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Walk the audit chain; exit status 1 where an event does not fit."""
    report = _espace(config).verify_audit()
    whole = report.first_fault is None
    sentence = (
        f"La chaîne d'audit est entière : {report.events} événement(s)."
        if whole
        else f"L'événement {report.first_fault} ne convient pas : la chaîne a été altérée. "
        "Comparez avec une sauvegarde."
    )
    facts: dict[str, object] = {"events": report.events, "first_fault": report.first_fault}
    _answer(as_json, facts, sentence)
    if not whole:
        raise typer.Exit(1)
