"""Writing the parts of an archive, and reading them again with their digests."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from models.archive.manifest import NO_BACKUP, Part
from models.archive.rows import DEEP, TableShape, row_line, rows_of
from models.errors import BackupUnusable

LONGEST_LINE = 16 << 20
"""Bytes of a row; the body of a mail is cut long before."""
ROWS_AT_ONCE = 1_000
"""Rows that are written, and told, together."""
BLOCK = 1 << 18
"""Bytes that are read together."""

UNUSABLE = (KeyError, ValueError, EOFError, BadZipFile, zlib.error, OSError, *DEEP)
"""What reading an archive raises that was not written here, or was cut."""

Done = Callable[[int], None]
"""Is told how many rows more have been written or read."""


def tell_no_one(rows: int) -> None:
    """Do nothing."""


def write_part(
    archive: ZipFile, shape: TableShape, rows: Iterable[tuple[Any, ...]], done: Done = tell_no_one
) -> Part:
    """Write the rows of a table, and return what the manifest says of them."""
    digest, number, remaining = hashlib.sha256(), 0, iter(rows)
    with archive.open(f"tables/{shape.name}.jsonl", "w", force_zip64=True) as file:
        while some := list(islice(remaining, ROWS_AT_ONCE)):
            lines = b"".join(map(row_line, some))
            digest.update(lines)
            file.write(lines)
            number += len(some)
            done(len(some))
    return Part(table=shape.name, columns=shape.columns, rows=number, sha256=digest.hexdigest())


def read_part(
    archive: ZipFile, part: Part, path: object, done: Done = tell_no_one
) -> Iterator[list[Any]]:
    """Yield the rows of a part; the last ones only come if the part is as it was written.

    Raises:
        BackupUnusable: A row, their number or their digest is not what it was.
    """
    try:
        with archive.open(part.file) as packed:
            yield from _checked(packed, part, done)
    except UNUSABLE as error:
        raise BackupUnusable(NO_BACKUP.format(path=path)) from error


def check_part(archive: ZipFile, part: Part, path: object, done: Done = tell_no_one) -> None:
    """Read a part without its rows, one a line.

    Raises:
        BackupUnusable: Its digest is not what it was.
    """
    digest = hashlib.sha256()
    try:
        with archive.open(part.file) as file:
            while block := file.read(BLOCK):
                digest.update(block)
                done(block.count(b"\n"))
        if digest.hexdigest() != part.sha256:
            raise ValueError("altered")
    except UNUSABLE as error:
        raise BackupUnusable(NO_BACKUP.format(path=path)) from error


def _checked(file: IO[bytes], part: Part, done: Done) -> Iterator[list[Any]]:
    digest, number, begun = hashlib.sha256(), 0, b""
    held: list[list[Any]] = []
    while block := file.read(BLOCK):
        digest.update(block)
        whole, ended, rest = block.rpartition(b"\n")
        if not ended:
            begun += block
            if len(begun) > LONGEST_LINE:
                raise ValueError("not a row")
            continue
        yield from held
        held, begun = rows_of(begun + whole), rest
        if any(len(row) != len(part.columns) for row in held):
            raise ValueError("not a row of this table")
        number += len(held)
        done(len(held))
    if begun or number != part.rows or digest.hexdigest() != part.sha256:
        raise ValueError("altered")
    yield from held
