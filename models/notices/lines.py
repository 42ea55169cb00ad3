"""Files of one JSON document a line; the last line says whether the others are as written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TypeVar

import msgspec

LONGEST_LINE = 1 << 20
"""Bytes of a line; the longest is a header with some hundred scrutins."""
BLOCK = 1 << 18
"""Bytes that are read together."""

UNUSABLE = (msgspec.MsgspecError, ValueError, RecursionError, MemoryError)
"""What reading such a file raises that was not written here, or was cut."""

Read = TypeVar("Read")


class Ending(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The last line: how many are before it, and the SHA-256 of all of them."""

    lines: int
    sha256: str


class LineWriter:
    """Writes the lines of such a file, then its ending."""

    def __init__(self, file: BinaryIO) -> None:
        """Take a file that is open and empty."""
        self._file = file
        self._encoder = msgspec.json.Encoder()
        self._lines, self._before = 0, hashlib.sha256()
        self._whole = hashlib.sha256()

    def write(self, document: object) -> None:
        """Write a line."""
        line = self._encoder.encode(document) + b"\n"
        self._lines += 1
        self._before.update(line)
        self._put(line)

    def end(self) -> str:
        """Write the ending; return the fingerprint of the file, as `sha256sum` says it."""
        ending = Ending(self._lines, self._before.hexdigest())
        self._put(self._encoder.encode(ending) + b"\n")
        return self._whole.hexdigest()

    def _put(self, line: bytes) -> None:
        self._whole.update(line)
        self._file.write(line)


def read_lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines before the ending; the last ones come whatever the ending says.

    Raises:
        ValueError: The file was cut or altered, once the lines are through.
    """
    digest, number, held = hashlib.sha256(), 0, b""
    while line := file.readline(LONGEST_LINE):
        if held:
            digest.update(held)
            number += 1
            yield held
        held = line
    ending = msgspec.json.decode(held, type=Ending)
    if not held.endswith(b"\n") or (ending.lines, ending.sha256) != (number, digest.hexdigest()):
        raise ValueError("altered")


def decoded(line: bytes, kind: type[Read]) -> Read:
    """Return what a line says.

    Raises:
        ValueError: It says something else.
    """
    return msgspec.json.decode(line, type=kind)


def fingerprint_of(path: Path) -> str:
    """Return the fingerprint of a whole file, once its ending was found to fit.

    Raises:
        ValueError: It was cut or altered, or is another file.
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        for _ in read_lines(file):
            pass
        file.seek(0)
        return hashlib.file_digest(file, "sha256").hexdigest()
