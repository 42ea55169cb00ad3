"""From the tables of a file to sections: each value with its type, or every flaw in French."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin

from msgspec import Meta, ValidationError, convert
from msgspec.structs import FieldInfo, fields

from models.settings.parts import UNREAD, Flaw, Place, Section, told

S = TypeVar("S", bound=Section)

MISSING = "cette valeur est obligatoire"
UNKNOWN = "cette clé n'est pas connue"
ELSEWHERE = "cette clé n'est pas connue ici : elle va dans {places}"
MOST_PLACES = 3
"""Sections that are named for a key: one that so many have tells nothing."""
NO_TABLE = "une table est attendue"
NO_HOUR = "il manque l'heure : écrivez par exemple « {day}T17:00:00 »"
NO_TIME = "une durée plus grande que zéro est attendue, en secondes"
CHOICE = "valeurs possibles : {values}"
UNFIT = "cette valeur ne convient pas"
FORM = "la forme n'est pas celle attendue : {form}"

_TYPES = {
    "array": "une liste entre crochets est attendue",
    "datetime": "une date et une heure sont attendues, comme 2014-11-27T10:00:00",
    "duration": "une durée est attendue, en secondes",
    "int": "un nombre entier est attendu",
    "object": NO_TABLE,
    "path": "un chemin de fichier est attendu",
    "str": "un texte entre guillemets est attendu",
}
_SAYINGS_OF_MSGSPEC = (
    (r"Expected `str` of length >= 1\b", "le texte est vide"),
    (r"Expected `str` of length <= (\d+)", "le texte est trop long ({} caractères au maximum)"),
    (r"Expected `int` >= (\d+)", "{} au minimum"),
    (r"Expected `int` <= (\d+)", "{} au maximum"),
    (r"Expected `array` of length >= (\d+)", "il en manque : {} au minimum"),
    (r"Expected `array` of length <= (\d+)", "il y en a trop : {} au maximum"),
    (r"Expected `array` of length (\d+)", "{} valeurs sont attendues"),
    *((rf"Expected `{name}`, got", reason) for name, reason in _TYPES.items()),
    (r"Invalid RFC3339 encoded datetime", _TYPES["datetime"]),
    (r"Invalid ISO8601 duration", _TYPES["duration"]),
)
"""The beginning of each, and ours."""


class Flawed(Exception):
    """A table is no section.

    Attributes:
        flaws: All that is wrong with it, in the order of the section's values.
    """

    def __init__(self, flaws: list[Flaw]) -> None:
        """Hold the flaws."""
        super().__init__(flaws)
        self.flaws = flaws


def read_section(kind: type[S], given: object) -> S:
    """Return the section that a table describes.

    Args:
        kind: Its class. Names of values that begin with an underscore are not of the file.
        given: What TOML holds there.

    Raises:
        Flawed: With every flaw.
    """
    reader = _Reader(kind)
    section = reader.read(kind, given, ())
    if reader.flaws:
        raise Flawed(reader.flaws)
    return cast("S", section)


class _Reader:
    """Reads values, and keeps what is wrong with them."""

    def __init__(self, whole: type[Section]) -> None:
        self._whole = whole
        self.flaws: list[Flaw] = []

    def read(self, kind: Any, given: Any, place: Place) -> Any:
        """Return a value of a type; what of it has a flaw, which is kept, is `UNREAD`."""
        kind = _required(kind)
        if isinstance(kind, type) and issubclass(kind, Section):
            return self._section(kind, given, place)
        known = len(self.flaws)
        given = self._parts(kind, given, place)
        if len(self.flaws) == known:
            return self._value(kind, given, place)
        # Sections are read in part, and a table has its keys. Without all of its texts a list, and
        # without all of its keys a table, would be blamed for what it lacks.
        alone = isinstance(given, list) and any(part is UNREAD for part in given)
        return UNREAD if alone or not isinstance(given, list | dict) else given

    def _parts(self, kind: Any, given: Any, place: Place) -> Any:
        """Return a list or a table with its parts read, a text without the spaces around it."""
        bare = get_args(kind)[0] if get_origin(kind) is Annotated else kind
        whole, of = get_origin(bare), get_args(bare)
        if whole is dict and isinstance(given, Mapping):
            keys = [self._value(of[0], key, (*place, key)) for key in given]
            read = {key: self.read(of[1], value, (*place, key)) for key, value in given.items()}
            return UNREAD if any(key is UNREAD for key in keys) else read
        if whole is tuple and isinstance(given, list):
            kinds = of[:-1] * len(given) if of[-1] is ... else of
            if len(kinds) == len(given):
                parts = enumerate(zip(kinds, given, strict=True))
                return [self.read(part, value, (*place, number)) for number, (part, value) in parts]
        return given.strip() if isinstance(given, str) else given

    def _section(self, kind: type[Section], given: Any, place: Place) -> Section:
        if not isinstance(given, Mapping):
            self.flaws.append(Flaw(place, NO_TABLE))
            return cast("Section", UNREAD)
        values, known = {}, _values_of(kind)
        for name, field in known.items():
            if name in given:
                values[field.name] = self.read(field.type, given[name], (*place, name))
            elif field.required:
                self.flaws.append(Flaw((*place, name), MISSING))
                values[field.name] = UNREAD
        self.flaws += [
            Flaw((*place, name), kind.moved.get(name) or _unknown(name, self._whole))
            for name in given
            if name not in known
        ]
        section = kind(**values)
        between = told(section.flaws())
        self.flaws += [flaw._replace(place=(*place, *flaw.place)) for flaw in between]
        return section

    def _value(self, kind: Any, given: object, place: Place) -> Any:
        try:
            value = convert(given, kind, strict=False, dec_hook=_path)
        except ValidationError as error:
            self.flaws.append(Flaw(place, _reason(str(error), kind, given)))
            return UNREAD
        if isinstance(value, timedelta) and value <= timedelta():
            self.flaws.append(Flaw(place, NO_TIME))
            return UNREAD
        return value


@cache  # msgspec evaluates the annotations of the class each time
def _values_of(kind: type[Section]) -> Mapping[str, FieldInfo]:
    """Return the values of a section that a file tells, by their names there."""
    return {one.encode_name: one for one in fields(kind) if not one.name.startswith("_")}


def _unknown(name: str, whole: type[Section]) -> str:
    """Return that a key is not known, and in which sections it would be."""
    places = _places_of_keys(whole).get(name, ())
    if not 0 < len(places) <= MOST_PLACES:
        return UNKNOWN
    return ELSEWHERE.format(places=" ou ".join(places))


@cache
def _places_of_keys(whole: type[Section]) -> Mapping[str, list[str]]:
    """Return the headers of the sections in which each key stands, « [mail.smtp] »."""
    found: dict[str, list[str]] = {}
    _note_keys(whole, "", found)
    return found


def _note_keys(kind: type[Section], header: str, found: dict[str, list[str]]) -> None:
    path = header.strip("[]")
    for name, field in _values_of(kind).items():
        part, many = _required(field.type), False
        part = get_args(part)[0] if get_origin(part) is Annotated else part
        if get_origin(part) is tuple:
            part, many = get_args(part)[0], True
        if isinstance(part, type) and issubclass(part, Section):
            inner = f"{path}.{name}" if path else name
            _note_keys(part, f"[[{inner}]]" if many else f"[{inner}]", found)
        elif header:
            found.setdefault(name, []).append(header)


def _required(kind: Any) -> Any:
    """Return a type without the None that stands for a value that is not there."""
    if get_origin(kind) in {Union, UnionType}:
        (kind,) = (one for one in get_args(kind) if one is not NoneType)
    return kind


def _path(kind: type, given: object) -> Path:
    """Return a path, which msgspec does not know."""
    if kind is not Path or not isinstance(given, str | Path):
        raise TypeError("Expected `path`, got another type")
    return Path(given)


def _reason(said: str, kind: Any, given: object) -> str:
    """Return in French what msgspec says of a value."""
    if get_origin(kind) is Literal:
        return CHOICE.format(values=", ".join(f"« {value} »" for value in get_args(kind)))
    if isinstance(given, date) and said.startswith("Expected `datetime`"):
        return NO_HOUR.format(day=given.isoformat())
    if "matching regex" in said:
        return FORM.format(form=_form(kind)) if _form(kind) else UNFIT
    for pattern, french in _SAYINGS_OF_MSGSPEC:
        if match := re.match(pattern, said):
            return french.format(*match.groups())
    return UNFIT


def _form(kind: Any) -> str:
    """Return the sentence of a pattern, which is its `description`; empty if it has none."""
    metas = [one for one in get_args(kind) if isinstance(one, Meta) and one.pattern]
    return (metas[0].description or "") if metas else ""
