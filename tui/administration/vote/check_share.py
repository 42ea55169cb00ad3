"""`admin vote check-share`: a member makes sure that file and passphrase open."""

from __future__ import annotations

import sys
from contextlib import suppress
from getpass import getpass
from pathlib import Path
from typing import Annotated

import typer

import models
from tui.command_line.options import ConfigOption, JsonOption, answer, chosen_espace
from tui.command_line.process_guards import keep_memory_private

LARGEST_FILE = 1_000_000
"""Bytes: a share of a hundred scrutins takes 150 000."""
LONGEST_LINE = 4096
ASK = "Phrase secrète (rien ne s'affiche) : "
UNREADABLE = "Le fichier {path} ne peut pas être lu. Vérifiez son nom, et que la clé USB est là."
OPENS = "La part de {name} (membre {number}, {role}) s'ouvre, et c'est celle de cette élection."


def check_share(
    file: Annotated[
        Path,
        typer.Argument(metavar="FICHIER", help="Le fichier de la clé USB.", readable=False),
    ],
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Open a share with the passphrase that is typed, and say whose it is; it is not shown."""
    with suppress(OSError):
        keep_memory_private()
    vote = chosen_espace(config).vote
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_FILE)
    except OSError as error:
        raise models.EspaceError(UNREADABLE.format(path=file)) from error
    member = vote.check_share(content, _passphrase())
    facts: dict[str, object] = {
        "number": member.number,
        "name": member.name,
        "role": member.role.value,
    }
    said = OPENS.format(name=member.name, number=member.number, role=member.role.french)
    answer(as_json, facts, said)


def _passphrase() -> str:
    """Return the passphrase that a person types, or that a program writes."""
    if not sys.stdin.isatty():
        return sys.stdin.buffer.readline(LONGEST_LINE).decode("utf-8", "replace").rstrip("\r\n")
    try:
        return getpass(models.typeset(ASK))
    except (EOFError, UnicodeDecodeError):
        return ""
