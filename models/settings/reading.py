"""Reading an election file: TOML in, an `Election` or every fault with its line out."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from models.errors import ElectionFileError, Fault
from models.files.unreadable import unreadable
from models.settings.election import Election
from models.settings.parts import CommandAdvice

LONGEST_FILE = 1 << 20
"""Bytes; an election file has a few kilobytes."""

_REASONS = {
    "missing": "cette valeur est obligatoire",
    "extra_forbidden": "cette clé n'est pas connue",
    "string_type": "un texte entre guillemets est attendu",
    "string_too_short": "le texte est vide",
    "string_too_long": "le texte est trop long ({max_length} caractères au maximum)",
    "string_pattern_mismatch": "la forme n'est pas celle attendue ({pattern})",
    "int_type": "un nombre entier est attendu",
    "int_parsing": "un nombre entier est attendu",
    "int_from_float": "un nombre entier est attendu",
    "greater_than": "un nombre plus grand que {gt} est attendu",
    "greater_than_equal": "{ge} au minimum",
    "less_than_equal": "{le} au maximum",
    "literal_error": "valeurs possibles : {expected}",
    "datetime_type": "une date et une heure sont attendues, comme 2014-11-27T10:00:00",
    "datetime_parsing": "une date et une heure sont attendues, comme 2014-11-27T10:00:00",
    "datetime_from_date_parsing": "une date et une heure sont attendues, comme 2014-11-27T10:00:00",
    "time_delta_type": "une durée est attendue, en secondes",
    "time_delta_parsing": "une durée est attendue, en secondes",
    "tuple_type": "une liste entre crochets est attendue",
    "too_short": "il en manque : {min_length} au minimum",
    "dict_type": "une table est attendue",
    "model_type": "une table est attendue",
    "path_type": "un chemin de fichier est attendu",
}


def load_election(path: Path) -> Election:
    """Return the election that a file describes.

    Raises:
        ElectionFileError: The file cannot be read or is wrong; it lists every
            fault with its line.
    """
    try:
        if path.stat().st_size > LONGEST_FILE:
            raise ElectionFileError(path=path, faults=[Fault("le fichier dépasse un mégaoctet")])
        source = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ElectionFileError(
            path=path, faults=[Fault("le fichier n'est pas en UTF-8")]
        ) from error
    except FileNotFoundError as error:
        command = f"admin init --config {path}"
        advice = f"il n'existe pas ; « espace-electeur {command} » en écrit un"
        raise ElectionFileError(path=path, faults=[Fault(advice, command=command)]) from error
    except OSError as error:
        raise ElectionFileError(path=path, faults=[unreadable(error)]) from error
    election = parse_election(source, path)
    return election.read_from(path.absolute())


def election_template() -> str:
    """Return a commented election file to start from: the leaflet's."""
    return files("models.data").joinpath("toulouse_2014.toml").read_text("utf-8")


@cache
def _toulouse_election() -> Election:
    """Return the leaflet's election; frozen, so that a process reads its file once (12 ms)."""
    return parse_election(election_template(), Path("toulouse_2014.toml"))


def toulouse_election(database_url: str | None = None) -> Election:
    """Return the leaflet's election, Toulouse 2014, on the given database."""
    election = _toulouse_election()
    if database_url is None:
        return election
    database = election.database.model_copy(update={"url": database_url})
    return election.model_copy(update={"database": database})


def parse_election(source: str, path: Path) -> Election:
    """Return the election of a TOML text; `path` only names it in the faults.

    Raises:
        ElectionFileError: With every fault and its line.
    """
    try:
        table = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise ElectionFileError(path=path, faults=[_syntax_fault(error)]) from error
    try:
        election = Election.model_validate(table)
    except ValidationError as error:
        found = [_fault(detail, source) for detail in error.errors(include_url=False)]
        raise ElectionFileError(path=path, faults=found) from error
    if clashes := election.inconsistencies():
        raise ElectionFileError(
            path=path, faults=[_located(place, why, source) for place, why in clashes]
        )
    return election


def _syntax_fault(error: tomllib.TOMLDecodeError) -> Fault:
    place = re.search(r"at line (\d+), column (\d+)", str(error))
    line = int(place[1]) if place else None
    column = f"caractère {place[2]}" if place else None
    return Fault("l'écriture TOML n'est pas correcte à cet endroit", line, column)


def _fault(detail: ErrorDetails, source: str) -> Fault:
    context: dict[str, Any] = detail.get("ctx", {})
    command = None
    if detail["type"] == "value_error":
        reason = str(context["error"])
        if isinstance(context["error"], CommandAdvice):
            command = context["error"].command
    else:
        template = _REASONS.get(detail["type"], "cette valeur ne convient pas")
        reason = template.format(**context)
    return _located(detail["loc"], reason, source, command)


def _located(
    place: tuple[int | str, ...], reason: str, source: str, command: str | None = None
) -> Fault:
    name = ".".join(str(part + 1) if isinstance(part, int) else part for part in place)
    return Fault(reason, line_of(place, source), name or None, command=command)


def line_of(place: tuple[int | str, ...], source: str) -> int | None:
    """Return the line, from 1, of the deepest part of a place that the text holds.

    Args:
        place: Path of keys and list indexes, as `("scrutins", 3, "seats")`.
        source: The TOML text.
    """
    best: tuple[int, int] | None = None
    table: tuple[int | str, ...] = ()
    seen: dict[str, int] = {}
    for number, line in enumerate(source.splitlines(), start=1):
        found: tuple[int | str, ...]
        if header := re.match(r"\s*(\[\[?)\s*([^\]]+?)\s*\]", line):
            name = header[2].strip().strip("\"'")
            table = tuple(name.split("."))
            if header[1] == "[[":
                seen[name] = seen.get(name, -1) + 1
                table = (name, seen[name])
            found = table
        elif key := re.match(r"\s*[\"']?([\w-]+)[\"']?\s*=", line):
            found = (*table, key[1])
        else:
            continue
        if place[: len(found)] == found and (best is None or len(found) > best[0]):
            best = len(found), number
    return best[1] if best else None
