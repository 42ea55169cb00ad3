"""The file of a roll: what can be read at all, and in which encoding."""

from __future__ import annotations

import codecs
import csv
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from models.errors import Fault, RollError
from models.files.unreadable import unreadable

LARGEST_FILE = 2 << 30
"""Bytes: twenty times a roll of a million lines."""

BLOCK = 1 << 16
"""Bytes that are looked at together; a line that fills a whole block is none of a roll."""

WIDEST_LINE = BLOCK
"""Bytes that every line is allowed to have: eleven columns of 200 characters are a tenth."""

UTF_8, UTF_8_MARKED, WINDOWS = "UTF-8", "UTF-8 avec BOM", "Windows-1252"

_CODECS = {UTF_8: "utf-8", UTF_8_MARKED: "utf-8-sig", WINDOWS: "cp1252"}
_SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class RollFile:
    """A file that can be read as a roll.

    Attributes:
        size: Bytes.
        encoding: As a person names it: UTF-8, UTF-8 avec BOM or Windows-1252.
    """

    path: Path
    size: int
    encoding: str

    @contextmanager
    def opened(self) -> Iterator[TextIO]:
        """Hold the file open as text.

        The five bytes that mean nothing in Windows-1252 come as lone surrogates,
        which no cell may hold: they are faults of their own cells.

        Raises:
            RollError: It cannot be read any more, or is not what it was.
        """
        try:
            with self.path.open(
                encoding=_CODECS[self.encoding],
                errors="surrogateescape" if self.encoding == WINDOWS else "strict",
                newline="",
            ) as file:
                yield file
        except (OSError, UnicodeDecodeError) as error:
            raise RollError(
                path=self.path, faults=[Fault("le fichier ne peut plus être lu")]
            ) from error


def recognise(path: Path) -> RollFile:
    """Return what a file is, its bytes read once.

    Raises:
        RollError: It is no file, empty, too large, of another encoding, or holds
            a line that no roll has.
    """
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            raise RollError(path=path, faults=[Fault("ce n'est pas un fichier")])
        if facts.st_size > LARGEST_FILE:
            limit = LARGEST_FILE >> 30
            reason = f"le fichier dépasse {limit} Gio ; une liste électorale est bien plus petite"
            raise RollError(path=path, faults=[Fault(reason)])
        return RollFile(path, facts.st_size, _encoding(path))
    except OSError as error:
        raise RollError(path=path, faults=[unreadable(error)]) from error


def separator_of(header: str) -> str:
    """Return what separates the columns: a comma, a semicolon or a tab."""
    return max(_SEPARATORS, key=header.count)


def columns_of(header: str, separator: str) -> list[str]:
    """Return the names of a header in lower case.

    Raises:
        csv.Error: Its quotes are wrong.
    """
    return [
        name.strip().lower()
        for name in next(csv.reader([header], delimiter=separator, strict=True), [])
    ]


def _encoding(path: Path) -> str:
    """Return the encoding of a file; what is not UTF-8 is taken for Windows-1252."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    found, line = UTF_8, 1
    with path.open("rb") as file:
        block = file.read(BLOCK)
        if not block:
            raise RollError(path=path, faults=[Fault("le fichier est vide")])
        if block.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            reason = "le fichier est en UTF-16 : enregistrez-le en « CSV UTF-8 »"
            raise RollError(path=path, faults=[Fault(reason)])
        if block.startswith(codecs.BOM_UTF8):
            found = UTF_8_MARKED
        while block:
            breaks = block.count(b"\n")
            if not breaks and len(block) == BLOCK and b"\r" not in block:
                reason = f"une ligne dépasse {WIDEST_LINE} octets"
                raise RollError(path=path, faults=[Fault(reason, line)])
            line += breaks
            following = file.read(BLOCK)
            if found != WINDOWS:
                try:
                    decoder.decode(block, final=not following)
                except UnicodeDecodeError:
                    found = WINDOWS
            block = following
    return found
