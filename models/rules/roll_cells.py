"""A cell of the electoral roll: what each column takes, and why it refuses the rest.

A reason never repeats what a cell holds, which may be a secret in the wrong column.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass

from models.rules.first_passwords import NUMEN, FirstPassword

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
COLUMNS = (*REQUIRED_COLUMNS, *OPTIONAL_COLUMNS)
ALIASES = {"first_password": "numen"}
"""Other names of columns, for elections whose first passwords are no NUMEN."""

LONGEST_CELL = 200
"""Characters of a cell, many more than any name has."""

_MAY_BE_EMPTY = frozenset({"civility"})
_SPACES = " \u00a0\u202f"
_CIVILITIES = {
    "": "",
    **dict.fromkeys(("mme", "mme.", "madame"), "Mme"),
    **dict.fromkeys(("mlle", "mlle.", "mademoiselle"), "Mlle"),
    **dict.fromkeys(("m.", "m", "mr", "mr.", "monsieur"), "M."),
}
"""As exports of human resources write them, and as they are shown."""
USER_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?")
"""A user name of the webmail, in lower case."""
LONGEST_LOCAL_PART = 64
"""Characters before the @ (RFC 5321, 4.5.3.1.1)."""
LOCAL_PART = re.compile(r"[a-z0-9_'+-]+(?:\.[a-z0-9_'+-]+)*")
"""What may be before the @ of a professional address, in lower case."""
_UAI = re.compile(r"[0-9]{7}[A-Z]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_BETWEEN_SCRUTINS = re.compile(r"[\s,;|]+")

_REASONS = {
    "uid": "nom d'utilisateur attendu : lettres sans accent, chiffres, point, tiret",
    "mail": "adresse attendue, sans accent, d'un domaine de l'élection",
    "civility": "Mme, Mlle, M., écrits en entier ou non, ou rien attendu",
    "corps": "ce corps n'est pas dans le fichier d'élection",
    "department": "ce département n'est pas dans le fichier d'élection",
    "uai": "sept chiffres et une lettre attendus, par exemple 0310001A",
    "numen": "ce n'est pas la forme attendue ({first.name} : {first.shape})",
    "scrutins": "un de ces scrutins n'est pas dans le fichier d'élection",
}

Value = str | tuple[str, ...] | None
"""What a cell means: a text, the codes of `scrutins`, None for a first password not given."""


@dataclass(frozen=True, slots=True)
class KnownCodes:
    """What the election file allows in a roll.

    Attributes:
        corps: Corps of the election, as written in its file.
        scrutins: Codes of the election's scrutins.
        departments: Codes of the départements, « 09 », « 2A », « 971 », « 69M »; none: nothing of
            the election depends on them, and their column is not read.
        domains: Domains of the professional addresses, in lower case.
        first_password: What the first password of a mailbox looks like.
    """

    corps: Collection[str]
    scrutins: Collection[str]
    departments: Collection[str]
    domains: Collection[str]
    first_password: FirstPassword = NUMEN

    @property
    def required(self) -> tuple[str, ...]:
        """The columns that a roll has, and whose cells are not empty but for a civility."""
        return tuple(name for name in REQUIRED_COLUMNS if name != "department" or self.departments)


def read_cell(column: str, cell: str, known: KnownCodes) -> tuple[Value, str]:
    """Return what a cell means and the French reason why it cannot be taken, empty for none.

    Names keep their brackets, emoji and direction marks, a formula stays the
    text that it is; a control character is a fault in any column.

    Args:
        column: One of `COLUMNS`.
        cell: As it is in the file.
        known: What the election file allows.
    """
    text = cell if cell.isascii() else unicodedata.normalize("NFC", cell)
    text = text.strip(_SPACES)
    if reason := _fault_of_any(column, text, known):
        return None, reason
    read = _READERS.get(column)
    if read is None:
        return text, ""
    value, right = read(text, known)
    return value, "" if right else _REASONS[column].format(first=known.first_password)


def _fault_of_any(column: str, text: str, known: KnownCodes) -> str:
    """Return what is wrong with a cell whatever its column means, or nothing."""
    if not text and column not in _MAY_BE_EMPTY and column in known.required:
        return "cette colonne ne peut pas être vide"
    if len(text) > LONGEST_CELL:
        return f"plus de {LONGEST_CELL} caractères"
    if _CONTROL.search(text):
        return "un caractère de contrôle s'y trouve"
    return ""


def _uid(text: str, _known: KnownCodes) -> tuple[Value, bool]:
    small = text.lower()
    return small, USER_NAME.fullmatch(small) is not None


def _mail(text: str, known: KnownCodes) -> tuple[Value, bool]:
    small = text.lower()
    local, _, domain = small.partition("@")
    right = len(local) <= LONGEST_LOCAL_PART and LOCAL_PART.fullmatch(local) is not None
    return small, right and domain in known.domains


def _civility(text: str, _known: KnownCodes) -> tuple[Value, bool]:
    found = _CIVILITIES.get(text.lower())
    return found, found is not None


def _corps(text: str, known: KnownCodes) -> tuple[Value, bool]:
    return text, text in known.corps


def _department(text: str, known: KnownCodes) -> tuple[Value, bool]:
    """Read a département: « 9 » is « 09 » in a spreadsheet, « 69m » is « 69M »."""
    if not known.departments:
        return "", True
    for found in (text, text.upper(), f"0{text}"):
        if found in known.departments:
            return found, True
    return text, False


def _uai(text: str, _known: KnownCodes) -> tuple[Value, bool]:
    capitals = text.upper()
    return capitals, _UAI.fullmatch(capitals) is not None


def _numen(text: str, known: KnownCodes) -> tuple[Value, bool]:
    first = known.first_password.normalise(text)
    return first, first is not None or not text


def _scrutins(text: str, known: KnownCodes) -> tuple[Value, bool]:
    codes = tuple(dict.fromkeys(filter(None, _BETWEEN_SCRUTINS.split(text))))
    return codes, all(code in known.scrutins for code in codes)


_READERS: dict[str, Callable[[str, KnownCodes], tuple[Value, bool]]] = {
    "uid": _uid,
    "mail": _mail,
    "civility": _civility,
    "corps": _corps,
    "department": _department,
    "uai": _uai,
    "numen": _numen,
    "scrutins": _scrutins,
}
"""The columns that take more than any text; names and schools are texts."""
