"""What the command line says of an error, to a person and to a program."""

from __future__ import annotations

import sys

import models
from tui.command_line.saying import say, say_json

NO_DATABASE = (
    "La base de données ne peut pas être ouverte{reason}. Vérifiez « url » dans [database] du "
    "fichier d'élection, les droits sur ses fichiers, et que son serveur répond ; puis recommencez."
)


def sentence_of(error: models.EspaceError) -> str:
    """Return the sentence that an administrator reads."""
    if isinstance(error, models.DatabaseUnavailable):
        reason = f" : {error.reason}" if error.reason else ""
        return NO_DATABASE.format(reason=reason)
    return error.text


def tell_failure(kind: str, text: str, **facts: object) -> None:
    """Tell why a command has failed: a sentence on standard error, and the document for a program.

    Args:
        kind: Stable word for programs: the name of an error's class, `WrongUse`.
        text: The sentence.
        facts: What a program reads besides.
    """
    if "--json" in sys.argv[1:]:
        say_json({"error": {"kind": kind, "text": text, **facts}})
    say(text, stream=sys.stderr)


def tell_error(error: models.EspaceError) -> None:
    """Tell an error: its kind, its sentence, the faults of a file."""
    # An error that only words another one for the administrator has the other's kind.
    worded = type(error) is models.EspaceError and isinstance(error.__cause__, models.EspaceError)
    kind = type(error.__cause__ if worded else error).__name__
    facts: dict[str, object] = {}
    if isinstance(error, models.RollError):
        facts["count"] = error.count
        facts["faults"] = [
            {"line": fault.line, "column": fault.column, "reason": fault.reason}
            for fault in error.faults
        ]
    tell_failure(kind, sentence_of(error), **facts)
