"""`admin staff-code`: the hash of the code by which the staff leaves a kiosk."""

from __future__ import annotations

import sys
from getpass import getpass
from typing import Annotated

import typer

import models
from tui.command_line.options import ConfigOption, JsonOption, chosen_espace
from tui.command_line.saying import say, say_json

LONGEST_LINE = 4096
"""Bytes that are read from a program; a code has 128 characters at most."""

ASK = "Code du personnel (saisie masquée) : "
ASK_AGAIN = "Confirmation : "
DIFFERENT = "Les deux saisies sont différentes : rien n'a été fait. Recommencez."
NO_CODE = (
    "Aucun code n'a été donné : rien n'a été fait. Écrivez-le sur l'entrée standard, sur une "
    "ligne, ou laissez le programme en faire un avec « --generate »."
)
NO_TEXT = "Ce code n'est pas écrit en UTF-8 : rien n'a été fait. Choisissez-en un autre."
GENERATED = (
    "Le code du personnel est {code}. Notez-le maintenant : il n'est gardé nulle part. Les "
    "majuscules et le tiret sont sans importance."
)
NEXT = (
    "Mettez cette ligne sous [kiosk] dans le fichier d'élection de la borne, puis relancez la "
    "borne. Elle ne permet pas de retrouver le code."
)


def staff_code(
    config: ConfigOption = None,
    generate: Annotated[
        bool, typer.Option("--generate", help="Le programme choisit le code, et l'affiche.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Print the line of the election file that lets the staff out; it is not written there.

    The code is typed twice on a terminal, hidden, or read from the first line of
    standard input; never an argument, which any user of the machine could read.
    """
    administration = chosen_espace(config).administration
    made = administration.make_staff_code() if generate else None
    stored = administration.hash_staff_code(made or _given())
    if as_json:
        facts = {"staff_code_hash": stored} | ({"staff_code": made} if made else {})
        say_json(facts)
        return
    if made:
        say(GENERATED.format(code=made), stream=sys.stderr)
    say(NEXT, stream=sys.stderr)
    print(f'staff_code_hash = "{stored}"', flush=True)


def _given() -> str:
    """Return the code that a person types, or that a program writes.

    Raises:
        EspaceError: There is none, it is no text, or it was typed in two ways.
    """
    if sys.stdin.isatty():
        code = getpass(models.typeset(ASK))
        if getpass(models.typeset(ASK_AGAIN)) != code:
            raise models.EspaceError(DIFFERENT)
    else:
        code = _first_line(sys.stdin.buffer.readline(LONGEST_LINE))
    if not code:
        raise models.EspaceError(NO_CODE)
    return code


def _first_line(line: bytes) -> str:
    try:
        return line.decode().rstrip("\r\n")
    except UnicodeDecodeError:
        raise models.EspaceError(NO_TEXT) from None
