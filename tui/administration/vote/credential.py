"""`admin vote credential`: what the standard tool takes in place of an identifiant de vote."""

from __future__ import annotations

import sys
from contextlib import suppress
from getpass import getpass

import models
from tui.command_line.options import JsonOption
from tui.command_line.process_guards import keep_memory_private
from tui.command_line.saying import say, say_json

ASK = "Identifiant de vote (saisie masquée) : "
LONGEST_LINE = 4096
"""Bytes that are read from a program."""
NOTHING = (
    "Aucun identifiant de vote n'a été donné : rien n'a été fait. Écrivez-le sur l'entrée "
    "standard, sur une ligne."
)
WHAT_FOR = (
    "C'est la clé privée de cette notice pour belenios-tool (« --privcred ») : elle permet de "
    "voter. Ne la donnez à personne, et effacez l'écran ensuite."
)


def credential(as_json: JsonOption = False) -> None:
    """Print the private credential of a notice whose identifier is typed, hidden.

    It is never an argument, which any user of the machine could read.
    """
    with suppress(OSError):
        keep_memory_private()
    private = models.private_credential(models.parse_identifier(_given()))
    if as_json:
        say_json({"private_credential": private})
        return
    say(WHAT_FOR, stream=sys.stderr)
    print(private, flush=True)


def _given() -> str:
    """Return the identifier that a person types, or that a program writes.

    Raises:
        EspaceError: There is none.
    """
    if sys.stdin.isatty():
        typed = getpass(models.typeset(ASK))
    else:
        typed = sys.stdin.buffer.readline(LONGEST_LINE).decode("utf-8", "replace")
    if not typed.strip():
        raise models.EspaceError(NOTHING)
    return typed
