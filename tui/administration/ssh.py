"""`admin status --ssh`: the sessions of the demonstrations that this machine serves."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import models
from models import EspaceError, say_number
from tui.administration.count_pages import console, plain_text, table
from tui.command_line.saying import say_json

NONE = (
    "Aucun serveur de démonstrations ne tourne avec le dossier {directory}. Lancez "
    "« espace-electeur serve », ou nommez son dossier par « --directory »."
)
REASONS = {
    "full": "toutes les places prises",
    "address": "toutes celles de l'adresse",
    "assistance_full": "toutes celles de l'assistance",
    "rate": "trop de connexions en une minute",
    "terminal": "sans terminal",
    "word": "commande inconnue",
    "code": "code inconnu",
    "user": "compte fermé",
    "closing": "pendant l'arrêt",
    "process": "machine surchargée",
}
"""Why somebody was refused, by the word that is counted."""


def print_sessions(directory: Path, *, as_json: bool) -> None:
    """Print the figures of the host that runs with a directory.

    Raises:
        EspaceError: None does.
    """
    facts = _facts(directory)
    if as_json:
        say_json(facts)
        return
    page = table()
    for label, value in _lines(facts):
        page.add_row(plain_text(label), plain_text(value))
    console().print(page)


def _facts(directory: Path) -> dict[str, Any]:
    try:
        facts: dict[str, Any] = json.loads((directory / models.SSH_STATUS).read_text("utf-8"))
        os.kill(facts["pid"], 0)
    except PermissionError:  # of another account, and alive
        pass
    except (OSError, ValueError, KeyError) as error:
        raise EspaceError(NONE.format(directory=directory)) from error
    return facts


def _lines(facts: dict[str, Any]) -> list[tuple[str, str]]:
    """Return labels and values, as a person reads them."""
    lines = [
        ("Sessions en cours", say_number(facts["sessions"])),
        ("dont l'assistance", say_number(facts["assistance"])),
        ("Sessions depuis le début", say_number(facts["begun"])),
        ("Finies par une erreur", say_number(facts["faults"])),
        ("Durée moyenne", _duration(facts["mean_seconds"])),
        ("Durée la plus longue", _duration(facts["longest_seconds"])),
    ]
    lines += [(f"Terminal {name}", say_number(count)) for name, count in facts["terminals"].items()]
    for reason, count in facts["refused"].items():
        lines.append((f"Refus : {REASONS.get(reason, reason)}", say_number(count)))
    return lines


def _duration(seconds: int) -> str:
    return models.say_wait(timedelta(seconds=seconds))
