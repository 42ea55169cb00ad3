"""What the command line says of an error, to a person and to a program."""

from __future__ import annotations

import models

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


def facts_of(error: models.EspaceError) -> dict[str, object]:
    """Return an error as a program reads it: its kind, its sentence, the faults of a file."""
    facts: dict[str, object] = {"kind": type(error).__name__, "text": sentence_of(error)}
    if isinstance(error, models.RollError):
        facts["count"] = error.count
        facts["faults"] = [
            {"line": fault.line, "column": fault.column, "reason": fault.reason}
            for fault in error.faults
        ]
    return {"error": facts}
