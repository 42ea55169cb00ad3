"""What seals a backup and what opens it: keys of age, or a passphrase that is typed or read."""

from __future__ import annotations

import os
import sys
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import models
from models import BackupKey, BackupLock, Sealing

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_LINE = 4096
"""Bytes of a passphrase that are read from a program."""
LONGEST_FILE = 1 << 20
"""Bytes of a file of keys."""

ASK = "Phrase de passe de la sauvegarde (saisie masquée) : "
ASK_AGAIN = "Confirmation : "
DIFFERENT = "Les deux saisies sont différentes : rien n'a été fait. Recommencez."
NOTHING_GIVEN = (
    "Aucune phrase de passe n'a été donnée : rien n'a été fait. Lancez la commande dans un "
    "terminal, ou écrivez la phrase, sur une ligne en UTF-8, au descripteur de « --passphrase-fd »."
)
NO_IDENTITY = (
    "Le fichier {path} ne contient pas de clé age qui se lise : rien n'a été restauré. Donnez "
    "celui que « age-keygen » a écrit."
)

RecipientOption = Annotated[
    list[str] | None,
    typer.Option(
        "--recipient",
        metavar="age1…",
        help="Chiffre pour cette clé publique age ; plusieurs : chacune l'ouvre.",
        show_default=False,
    ),
]
PassphraseOption = Annotated[
    bool, typer.Option("--passphrase", help="Chiffre par une phrase de passe, saisie deux fois.")
]
PassphraseFdOption = Annotated[
    int | None,
    typer.Option(
        "--passphrase-fd",
        metavar="N",
        help="Lit la phrase de passe, sur une ligne, au descripteur N.",
        show_default=False,
    ),
]
IdentityOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--identity",
        metavar="CLÉ",
        help="Fichier d'une clé age qui ouvre la sauvegarde, de « age-keygen ».",
        show_default=False,
    ),
]


def chosen_lock(
    recipients: Sequence[str] | None, *, asked: bool, descriptor: int | None
) -> BackupLock:
    """Return what a backup is sealed with, a passphrase typed twice or read from a descriptor.

    Raises:
        BadParameter: Keys and a passphrase are asked for: age knows no file for both.
        EspaceError: The passphrase is missing, or was typed in two ways.
    """
    given = asked or descriptor is not None
    if recipients and given:
        raise typer.BadParameter(
            "choisissez --recipient ou une phrase de passe", param_hint="--passphrase"
        )
    if not given:
        return BackupLock(recipients=tuple(recipients or ()))
    if descriptor is not None:
        return BackupLock(passphrase=_read(descriptor))
    typed = _typed(ASK)
    if getpass(models.typeset(ASK_AGAIN)) != typed:
        raise models.EspaceError(DIFFERENT)
    return BackupLock(passphrase=typed)


def chosen_key(
    backup: Path, identities: Sequence[Path] | None, descriptor: int | None
) -> BackupKey:
    """Return what opens a backup; a passphrase is asked for only if it needs one.

    Raises:
        BackupLocked: A file holds no key, or the passphrase is another one.
        BackupUnusable: The backup is cut.
        EspaceError: A passphrase is needed, and none is given.
    """
    if models.sealing_of(backup) is Sealing.PASSPHRASE:
        passphrase = _typed(ASK) if descriptor is None else _read(descriptor)
        return models.key_under(backup, passphrase)
    return BackupKey(tuple(key for path in identities or () for key in _keys_of(path)))


def _keys_of(path: Path) -> tuple[str, ...]:
    try:
        with path.open("rb") as file:
            keys = models.identities_in(file.read(LONGEST_FILE).decode())
    except (OSError, UnicodeDecodeError) as error:
        raise models.BackupLocked(NO_IDENTITY.format(path=path)) from error
    if not keys:
        raise models.BackupLocked(NO_IDENTITY.format(path=path))
    return keys


def _typed(question: str) -> str:
    if not sys.stdin.isatty():
        raise models.EspaceError(NOTHING_GIVEN)
    typed = getpass(models.typeset(question))
    if not typed:
        raise models.EspaceError(NOTHING_GIVEN)
    return typed


def _read(descriptor: int) -> str:
    """Return the first line that a program writes; the rest is its own."""
    line = b""
    try:
        while len(line) < LONGEST_LINE and (byte := os.read(descriptor, 1)) not in {b"", b"\n"}:
            line += byte
        passphrase = line.decode().rstrip("\r")
    except (OSError, UnicodeDecodeError, OverflowError):
        passphrase = ""
    if not passphrase:
        raise models.EspaceError(NOTHING_GIVEN) from None
    return passphrase
