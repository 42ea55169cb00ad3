"""The file of a roll: what can be read at all, and in which encoding.

A roll may come through a pipe, decrypted on its way: it is then kept in memory, as NUMENs in
clear have no business on a disk.
"""

from __future__ import annotations

import codecs
import csv
import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from models.errors import Fault, RollError
from models.files.unreadable import unreadable
from models.roll.faults import MOST_FAULTS, RollFaults

LARGEST_FILE = 2 << 30
"""Bytes: twenty times a roll of a million lines."""

BLOCK = 1 << 16
"""Bytes that are looked at together; a line that fills a whole block is none of a roll."""

WIDEST_LINE = BLOCK
"""Bytes that every line is allowed to have: eleven columns of 200 characters are a tenth."""

UTF_8, UTF_8_MARKED, WINDOWS = "UTF-8", "UTF-8 avec BOM", "Windows-1252"

_CODECS = {UTF_8: "utf-8", UTF_8_MARKED: "utf-8-sig", WINDOWS: "cp1252"}
_SEPARATORS = ",;\t"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_IN_ZIP = {
    b"xl/": "un classeur Excel",
    b"[Content_Types].xml": "un document de bureautique",
    b"application/vnd.oasis.opendocument.spreadsheet": "un classeur LibreOffice",
}
"""What is somewhere in the first block of such a file, and what it is."""
_AS_CSV = "ouvrez-le dans un tableur, puis enregistrez la liste en « CSV UTF-8 »"
_ARCHIVE = "c'est une archive ZIP : sortez-en la liste, en « CSV UTF-8 »"


@dataclass(frozen=True, slots=True)
class RollFile:
    """A file that can be read as a roll.

    Attributes:
        path: As it was given.
        place: Where it is read from.
        size: Bytes.
        encoding: As a person names it: UTF-8, UTF-8 avec BOM or Windows-1252.
        open_to_all: Whether every account of the machine may read it.
    """

    path: Path
    place: Path
    size: int
    encoding: str
    open_to_all: bool

    @contextmanager
    def opened(self) -> Iterator[TextIO]:
        """Hold the file open as text.

        The five bytes that mean nothing in Windows-1252 come as lone surrogates,
        which no cell may hold: they are faults of their own cells.

        Raises:
            RollError: It cannot be read any more, or is not what it was.
        """
        try:
            with self.place.open(
                encoding=_CODECS[self.encoding],
                errors="surrogateescape" if self.encoding == WINDOWS else "strict",
                newline="",
            ) as file:
                yield file
        except (OSError, UnicodeDecodeError) as error:
            raise RollError(
                path=self.path, faults=[Fault("le fichier ne peut plus être lu")]
            ) from error


@contextmanager
def recognised(path: Path, most: int = MOST_FAULTS) -> Iterator[RollFile]:
    """Hold what a file is, its bytes read once.

    Args:
        path: A file, or a pipe, which is read to its end into memory.
        most: Faults that are listed.

    Raises:
        RollError: It is neither, empty, too large, of another encoding or of two, or holds
            a line that no roll has.
    """
    with ExitStack() as held:
        try:
            place = path
            if stat.S_ISFIFO(path.stat().st_mode):
                place = held.enter_context(_in_memory(path))
            file = recognise(path, place, most)
        except OSError as error:
            raise RollError(path=path, faults=[unreadable(error)]) from error
        yield file


@contextmanager
def _in_memory(pipe: Path) -> Iterator[Path]:
    """Hold the bytes of a pipe in memory; yields where they are read from."""
    with os.fdopen(os.memfd_create("roll", os.MFD_CLOEXEC), "w+b") as kept:
        with pipe.open("rb") as source:
            while kept.tell() <= LARGEST_FILE and (block := source.read(BLOCK)):
                kept.write(block)
        kept.flush()
        yield Path(f"/proc/self/fd/{kept.fileno()}")


def recognise(path: Path, place: Path | None = None, most: int = MOST_FAULTS) -> RollFile:
    """Return what a file is, see `recognised`.

    Args:
        path: As it was given.
        place: Where its bytes are, if elsewhere.
        most: Faults that are listed.
    """
    place = place or path
    facts = place.stat()
    if not stat.S_ISREG(facts.st_mode):
        raise RollError(path=path, faults=[Fault("ce n'est pas un fichier")])
    if facts.st_size > LARGEST_FILE:
        limit = LARGEST_FILE >> 30
        reason = f"le fichier dépasse {limit} Gio ; une liste électorale est bien plus petite"
        raise RollError(path=path, faults=[Fault(reason)])
    encoding = _encoding(path, place)
    if encoding == WINDOWS:
        mixed = RollFaults(path, most)
        for fault in _of_another_encoding(place):
            mixed.add(fault)
        mixed.require_none()
    open_to_all = place == path and bool(facts.st_mode & stat.S_IROTH)
    return RollFile(path, place, facts.st_size, encoding, open_to_all)


def _of_another_encoding(place: Path) -> Iterator[Fault]:
    """Yield a fault for each line whose encoding is not that of most lines of the file.

    Letters in Windows-1252 that happen to be UTF-8 are « Ã© » and the like: no name has them.
    """
    in_utf_8: list[int] = []
    others: list[int] = []
    with place.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if line.isascii():
                continue
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                others.append(number)
            else:
                in_utf_8.append(number)
    if not in_utf_8:
        return
    is_utf_8 = len(in_utf_8) >= len(others)
    reason = (
        "cette ligne n'est pas en UTF-8, comme les autres le sont : enregistrez tout le fichier "
        "en « CSV UTF-8 »"
        if is_utf_8
        else "cette ligne est en UTF-8, et d'autres ne le sont pas : enregistrez tout le fichier "
        "en « CSV UTF-8 »"
    )
    for number in others if is_utf_8 else in_utf_8:
        yield Fault(reason, number)


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


def _not_a_csv(block: bytes) -> str:
    """Return what a file is that people mistake for a CSV, with what to do; or nothing."""
    if block.startswith(_ZIP):
        inside = next((what for name, what in _IN_ZIP.items() if name in block), "")
        return f"c'est {inside} : {_AS_CSV}" if inside else _ARCHIVE
    if block.startswith(_OLD_OFFICE):
        return f"c'est un classeur d'un ancien tableur : {_AS_CSV}"
    return "c'est un PDF : demandez la liste en « CSV UTF-8 »" if block.startswith(b"%PDF-") else ""


def _encoding(path: Path, place: Path) -> str:
    """Return the encoding of a file; what is not UTF-8 is taken for Windows-1252."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    found, line = UTF_8, 1
    with place.open("rb") as file:
        block = file.read(BLOCK)
        if not block:
            raise RollError(path=path, faults=[Fault("le fichier est vide")])
        if reason := _not_a_csv(block):
            raise RollError(path=path, faults=[Fault(reason)])
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
