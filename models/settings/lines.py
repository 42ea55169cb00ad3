"""On which line of a TOML text a value stands, which `tomllib` does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from models.settings.parts import Place

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]")
_PART = r"""(?:[\w-]+|"[^"]+"|'[^']+')"""
_PARTS = re.compile(_PART)
_KEY = re.compile(rf"\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=\s*(\[?)")
_TEXT_OR_COMMENT = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*')


def lines_of(source: str) -> dict[Place, int]:
    """Return the line, from 1, of each table and key of a TOML text, and of each text in a list.

    Args:
        source: The text; of what is written in no usual way the line is missing.
    """
    lines: dict[Place, int] = {}
    for place, number in _places(source):
        lines.setdefault(place, number)
    return lines


class Repeated(NamedTuple):
    """A key or a table that is written twice: on its line, and on the one of the first."""

    place: Place
    line: int
    first: int


def first_repeated(source: str) -> Repeated | None:
    """Return the first key or table of a TOML text that is there already, None if none is seen."""
    first: dict[Place, int] = {}
    for place, line in _places(source):
        if place in first:
            return Repeated(place, line, first[place])
        first[place] = line
    return None


def line_of(place: Place, lines: Mapping[Place, int]) -> int | None:
    """Return the line of the deepest part of a place that is known, None if none is.

    Args:
        place: Path of keys and list indexes, as `("scrutins", 3, "seats")`.
        lines: What `lines_of` has found.
    """
    for length in range(len(place), 0, -1):
        if (line := lines.get(place[:length])) is not None:
            return line
    return None


def _places(source: str) -> Iterator[tuple[Place, int]]:
    table: Place = ()
    last: dict[Place, int] = {}
    held: Place = ()
    texts = 0
    for number, line in enumerate(source.split("\n"), start=1):
        rest = line
        if not held:
            if header := _HEADER.match(line):
                table = _table(header[2], header[1] == "[[", last)
                yield table, number
                continue
            if not (key := _KEY.match(line)):
                continue
            place = (*table, *(part.strip("\"'") for part in _PARTS.findall(key[1])))
            yield place, number
            if not key[2]:
                continue
            held, texts, rest = place, 0, line[key.end() :]
        for _ in range(_count_texts(rest)):
            yield (*held, texts), number
            texts += 1
        if "]" in _TEXT_OR_COMMENT.sub("", rest):
            held = ()


def _table(name: str, is_list: bool, last: dict[Place, int]) -> Place:
    """Return the place that a header opens.

    Args:
        name: Between its brackets.
        is_list: Whether they are two, so that it is the next table of a list.
        last: The index of the last table of each list, which is brought up to date.
    """
    *outer, own = (part.strip().strip("\"'") for part in name.split("."))
    place: Place = ()
    for part in outer:
        place = (*place, part)
        if place in last:
            place = (*place, last[place])
    place = (*place, own)
    if is_list:
        last[place] = last.get(place, -1) + 1
        place = (*place, last[place])
    return place


def _count_texts(line: str) -> int:
    return sum(not found.startswith("#") for found in _TEXT_OR_COMMENT.findall(line))
