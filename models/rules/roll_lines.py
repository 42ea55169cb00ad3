"""A line of the electoral roll: what it must hold, and each of its faults in French.

A roll has a million lines: compiled expressions and sets, no validator object a
line. A reason never repeats what a cell holds, which may be a NUMEN in the
wrong column.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from models.rules.numen import normalise_numen

REQUIRED_COLUMNS = (
    "uid",
    "mail",
    "civility",
    "last_name",
    "first_name",
    "corps",
    "department",
    "uai",
    "school",
)
OPTIONAL_COLUMNS = ("numen", "scrutins")

LONGEST_CELL = 200
"""Characters of a cell, many more than any name has."""

_NEVER_EMPTY = frozenset(REQUIRED_COLUMNS) - {"civility"}
_SPACES = " \u00a0\u202f"
_CIVILITIES = {"": "", "mme": "Mme", "mlle": "Mlle", "m.": "M.", "m": "M."}
_USER_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?")
_LOCAL_PART = re.compile(r"(?=.{1,64}\Z)[a-z0-9_'+-]+(?:\.[a-z0-9_'+-]+)*")
_UAI = re.compile(r"[0-9]{7}[A-Z]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_BETWEEN_SCRUTINS = re.compile(r"[\s,;|]+")

_REASONS = {
    "uid": "nom d'utilisateur attendu : lettres sans accent, chiffres, point, tiret",
    "mail": "adresse attendue, sans accent, d'un domaine de l'élection",
    "civility": "Mme, Mlle, M. ou rien attendu",
    "corps": "ce corps n'est pas dans le fichier d'élection",
    "department": "ce département n'est pas dans le fichier d'élection",
    "uai": "sept chiffres et une lettre attendus, par exemple 0310001A",
    "numen": "ce n'est pas un NUMEN : treize caractères attendus",
    "scrutins": "un de ces scrutins n'est pas dans le fichier d'élection",
}


@dataclass(frozen=True, slots=True)
class RollLine:
    """A person of the roll, as a line gives them.

    Attributes:
        uid: User name of the webmail, in lower case.
        mail: Professional address, in lower case.
        civility: « Mme », « Mlle », « M. » or empty.
        department: Number of the département, « 09 ».
        uai: Identifier of the school: seven digits and a letter.
        numen: In capitals, or None where the roll does not give it.
        scrutins: Codes that replace those of the corps; none in most rolls.
    """

    uid: str = field(repr=False)
    mail: str = field(repr=False)
    civility: str = field(repr=False)
    last_name: str = field(repr=False)
    first_name: str = field(repr=False)
    corps: str
    department: str
    uai: str
    school: str
    numen: str | None = field(repr=False)
    scrutins: tuple[str, ...]


def parse_roll_line(
    cells: Mapping[str, str],
    *,
    corps: Collection[str],
    scrutins: Collection[str],
    departments: Collection[str],
    domains: Collection[str],
) -> RollLine | list[tuple[str, str]]:
    """Return the person of a line, or all its faults, each a column and a French reason.

    Names keep their brackets, emoji and direction marks, a formula stays the
    text that it is; a control character is a fault in any column.

    Args:
        cells: The line by column; a missing column is an empty cell.
        corps: Corps of the election, as written in its file.
        scrutins: Codes of the election's scrutins.
        departments: Numbers of the départements, two characters or three.
        domains: Domains of the professional addresses, in lower case.
    """
    values = {
        column: unicodedata.normalize("NFC", (cells.get(column) or "").strip(_SPACES))
        for column in (*REQUIRED_COLUMNS, *OPTIONAL_COLUMNS)
    }
    values["department"] = _with_leading_zero(values["department"], departments)
    line = RollLine(
        uid=values["uid"].lower(),
        mail=values["mail"].lower(),
        civility=_CIVILITIES.get(values["civility"].lower(), values["civility"]),
        last_name=values["last_name"],
        first_name=values["first_name"],
        corps=values["corps"],
        department=values["department"],
        uai=values["uai"].upper(),
        school=values["school"],
        numen=normalise_numen(values["numen"]),
        scrutins=tuple(dict.fromkeys(filter(None, _BETWEEN_SCRUTINS.split(values["scrutins"])))),
    )
    expected = {
        "uid": _USER_NAME.fullmatch(line.uid) is not None,
        "mail": _is_professional(line.mail, domains),
        "civility": line.civility in _CIVILITIES.values(),
        "corps": line.corps in corps,
        "department": line.department in departments,
        "uai": _UAI.fullmatch(line.uai) is not None,
        "numen": line.numen is not None or not values["numen"],
        "scrutins": all(code in scrutins for code in line.scrutins),
    }
    return _faults(values, expected) or line


def _faults(values: Mapping[str, str], expected: Mapping[str, bool]) -> list[tuple[str, str]]:
    """Return the first fault of each column, in the order of the columns."""
    return [
        (column, reason)
        for column, value in values.items()
        if (reason := _cell_fault(column, value))
        or (reason := "" if expected.get(column, True) else _REASONS[column])
    ]


def _cell_fault(column: str, value: str) -> str:
    """Return what is wrong with a cell whatever its column means, or nothing."""
    if not value and column in _NEVER_EMPTY:
        return "cette colonne ne peut pas être vide"
    if len(value) > LONGEST_CELL:
        return f"plus de {LONGEST_CELL} caractères"
    if _CONTROL.search(value):
        return "un caractère de contrôle s'y trouve"
    return ""


def _is_professional(mail: str, domains: Collection[str]) -> bool:
    """Return whether an address is well formed and of one of the domains."""
    local, _, domain = mail.partition("@")
    return domain in domains and _LOCAL_PART.fullmatch(local) is not None


def _with_leading_zero(department: str, departments: Collection[str]) -> str:
    """Return « 09 » for the « 9 » that a spreadsheet leaves of it."""
    padded = f"0{department}"
    return padded if department not in departments and padded in departments else department
