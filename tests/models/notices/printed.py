"""Notices as they come out of their PDF."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfReader

from models import parse_identifier
from models.voting.identifiers import ALPHABET, VoteIdentifier

_GROUPS = re.compile(rf"(?:[{ALPHABET}]{{5}}\s+){{3}}[{ALPHABET}]{{5}}")
_NUMBER = re.compile(r"n° (\d[\d\s]*)")


@dataclass(frozen=True)
class Printed:
    """A notice that was read: its file, its number, its identifier and all its words."""

    file: str
    number: int
    identifier: VoteIdentifier
    words: str


def pages_of(path: Path) -> list[str]:
    """Return the words of each page of a PDF."""
    return [page.extract_text() for page in PdfReader(path).pages]


def read_notices(directory: Path) -> list[Printed]:
    """Return all notices of a directory, by number; each identifier's check character is right."""
    found = [
        _read(path.name, words)
        for path in directory.glob("*-notices.pdf")
        for words in pages_of(path)
    ]
    return sorted(found, key=lambda one: one.number)


def _read(file: str, words: str) -> Printed:
    number, groups = _NUMBER.search(words), _GROUPS.findall(words)
    assert number, words
    assert len(groups) == 1, file
    return Printed(
        file,
        int(re.sub(r"\D", "", number[1])),
        parse_identifier(groups[0]),
        " ".join(words.split()),
    )
