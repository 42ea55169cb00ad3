"""The catalogue: every text that an election file may change, with its default and where it stands.

A file of `french/` is a group of texts, which is read when one of them is asked for: the first
screen waits for those of its own alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

WHERE = "where"
"""What a table of the catalogue calls the place at which its texts stand."""
LONGEST = "longest"
"""What it calls how many characters its own texts may have, where they stand on one line."""
PLACE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the catalogue.

    Attributes:
        key: « help.home.title »: what the election file calls it.
        where: In which place of which screen or mail it stands, in French.
        default: A sentence or a few words, or paragraphs; ordinary spaces, `{places}` in braces.
        longest: How many characters it may have, its places filled in, because it stands on one
            line of a screen of 60 columns; None: as many as a text may have.
    """

    key: str
    where: str
    default: str | tuple[str, ...]
    longest: int | None = None

    @property
    def places(self) -> frozenset[str]:
        """The names in braces that its default has."""
        return places_of(self.default)


def places_of(text: str | tuple[str, ...]) -> frozenset[str]:
    """Return the names in braces of a text."""
    return frozenset(PLACE.findall(text if isinstance(text, str) else "\n".join(text)))


def find_text(key: str) -> Text | None:
    """Return the text of a key, None if the catalogue has none."""
    group, _, _ = key.partition(".")
    return read_group(group).get(key) if group in list_groups() else None


def list_texts() -> Iterator[Text]:
    """Yield the whole catalogue, group by group."""
    for group in list_groups():
        yield from read_group(group).values()


@cache
def list_groups() -> tuple[str, ...]:
    """Return the names of the groups in alphabetical order."""
    found = (one.name for one in files(__package__).joinpath("french").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


@cache
def read_group(group: str) -> Mapping[str, Text]:
    """Return the texts of a group by their keys, in the order of its file."""
    source = files(__package__).joinpath("french", f"{group}.toml").read_text("utf-8")
    return {text.key: text for text in _texts_in(tomllib.loads(source), group, "")}


def _texts_in(table: Mapping[str, Any], key: str, where: str) -> Iterator[Text]:
    where = table.get(WHERE, where)
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _texts_in(value, f"{key}.{name}", where)
        elif name not in {WHERE, LONGEST}:
            default = value if isinstance(value, str) else tuple(value)
            yield Text(f"{key}.{name}", where, default, table.get(LONGEST))
