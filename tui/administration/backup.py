"""`admin backup` and `admin restore`: the whole election in one file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import models
from models import say_count, say_number
from tui.administration.backup_keys import (
    IdentityOption,
    PassphraseFdOption,
    PassphraseOption,
    RecipientOption,
    chosen_key,
    chosen_lock,
)
from tui.command_line.options import ConfigOption, JsonOption, answer, chosen_espace, source

if TYPE_CHECKING:
    from models import BackupReport

KEYS_APART = (
    " Elle contient en clair les noms et les adresses de tous, et le fichier d'élection ; ni les "
    "clés, ni les mots de passe des serveurs, à garder ailleurs : sans le dossier « keys », elle "
    "ne se restaure pas."
)
KEYS_INSIDE = (
    " Elle contient en clair les noms et les adresses de tous, le fichier d'élection, et les clés, "
    "qui ouvrent tous les mails : rangez-la comme un secret. Seuls les mots de passe des serveurs "
    "n'y sont pas."
)
SEALED = (
    " Sans la clé ou la phrase de passe qui l'ouvre, personne n'y lit rien, vous non plus : gardez "
    "l'une ou l'autre ailleurs, avec le dossier « keys » et les mots de passe des serveurs, que la "
    "sauvegarde ne contient pas."
)
SEALED_KEYS = (
    " Sans la clé ou la phrase de passe qui l'ouvre, personne n'y lit rien, vous non plus : gardez "
    "l'une ou l'autre ailleurs, avec les mots de passe des serveurs, que la sauvegarde ne contient "
    "pas. Les clés de l'élection y sont."
)
BROKEN_CHAIN = (
    " La chaîne d'audit y est altérée à l'événement {number}, comme dans la base : comparez avec "
    "une sauvegarde plus ancienne."
)
UNPROVED = (
    " Aucune clé de cette machine ne prouve qui l'a écrite : comparez sa chaîne d'audit à une "
    "fin de chaîne notée ailleurs, par « admin audit verify --since »."
)
MEGABYTE = 1_000_000
"""Bytes, as disks are sold."""
BackupArgument = Annotated[
    Path, typer.Argument(metavar="SAUVEGARDE", help="Fichier de la sauvegarde.")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Remplace un fichier qui existe.")]


def backup(
    path: BackupArgument,
    config: ConfigOption = None,
    with_keys: Annotated[
        bool,
        typer.Option("--with-keys", help="Y met aussi les clés : la sauvegarde devient un secret."),
    ] = False,
    force: ForceOption = False,
    recipient: RecipientOption = None,
    passphrase: PassphraseOption = False,
    passphrase_fd: PassphraseFdOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a backup while visits go on, and check it; exit status 1 for an altered chain."""
    from tui.administration.progress_bars import shown_progress

    administration = chosen_espace(config).administration
    lock = chosen_lock(recipient, asked=passphrase, descriptor=passphrase_fd)
    with shown_progress() as tell:
        report = administration.back_up(
            path, with_keys=with_keys, force=force, lock=lock, source=source(), tell=tell
        )
    how = "chiffrée, écrite" if lock.seals else "écrite"
    sentence = f"La sauvegarde {path} est {how} et vérifiée : {_counts(report)}."
    if lock.seals:
        sentence += SEALED_KEYS if with_keys else SEALED
    else:
        sentence += KEYS_INSIDE if with_keys else KEYS_APART
    _tell(report, sentence, as_json, sealed=lock.seals)


def restore(
    path: BackupArgument,
    config: ConfigOption = None,
    unproved: Annotated[
        bool,
        typer.Option(
            "--unproved", help="Accepte une sauvegarde dont rien ne prouve qui l'a écrite."
        ),
    ] = False,
    identity: IdentityOption = None,
    passphrase_fd: PassphraseFdOption = None,
    as_json: JsonOption = False,
) -> None:
    """Fill an empty database from a backup, whole or not at all.

    The election file is that of the backup if there is none yet.
    """
    from tui.administration.progress_bars import shown_progress
    from tui.command_line.election_files import chosen_election_file

    file = chosen_election_file(config)
    key = chosen_key(path, identity, passphrase_fd)
    with models.election_file_of(path, file, key) as taken:
        administration = chosen_espace(file).administration
        with shown_progress() as tell:
            report = administration.restore(
                path, unproved=unproved, key=key, source=source(), tell=tell
            )
    sentence = (
        f"La sauvegarde {path} est restaurée : {_counts(report)}. Vérifiez l'ensemble par "
        f"« espace-electeur admin check --config {file} »."
    )
    if taken:
        sentence = f"Le fichier d'élection {file} vient de la sauvegarde. {sentence}"
    _tell(
        report,
        sentence if report.proved else sentence + UNPROVED,
        as_json,
        election_file=str(file) if taken else None,
    )


def _counts(report: BackupReport) -> str:
    size = _size(report.size)
    tables, rows = say_count(report.tables, "table"), say_count(report.rows, "ligne")
    return f"{tables}, {rows}, {size}"


def _size(number: int) -> str:
    """Return « 18 ko », « 4,8 Mo »."""
    if number < MEGABYTE // 10:
        return f"{say_number(max(1, round(number / 1_000)))} ko"
    return f"{number / MEGABYTE:.1f} Mo".replace(".", ",")


def _tell(report: BackupReport, sentence: str, as_json: bool, **others: object) -> None:
    """Answer with the report of a backup and, for a program, other facts."""
    if report.first_fault is not None:
        sentence += BROKEN_CHAIN.format(number=report.first_fault)
    facts: dict[str, object] = {
        "tables": report.tables,
        "rows": report.rows,
        "size": report.size,
        "with_keys": report.with_keys,
        "audit_events": report.audit_events,
        "first_fault": report.first_fault,
        "proved": report.proved,
    }
    answer(as_json, facts | others, sentence)
    if report.first_fault is not None:
        raise typer.Exit(1)
