"""Writing the parts of an archive, and reading them again with their digests."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from models.archive.manifest import NO_BACKUP, Part
from models.archive.rows import DEEP, TableShape, line_row, row_line
from models.errors import BackupUnusable

LONGEST_LINE = 16 << 20
"""Bytes of a row; the body of a mail is cut long before."""


def write_part(archive: ZipFile, shape: TableShape, rows: Iterable[tuple[Any, ...]]) -> Part:
    """Write the rows of a table, and return what the manifest says of them."""
    digest, number = hashlib.sha256(), 0
    with archive.open(f"tables/{shape.name}.jsonl", "w", force_zip64=True) as file:
        for row in rows:
            line = row_line(row)
            digest.update(line)
            file.write(line)
            number += 1
    return Part(table=shape.name, columns=shape.columns, rows=number, sha256=digest.hexdigest())


def read_part(archive: ZipFile, part: Part, path: object) -> Iterator[list[Any]]:
    """Yield the rows of a part; the last one only comes if the part is as it was written.

    Raises:
        BackupUnusable: A row, their number or their digest is not what it was.
    """
    try:
        with archive.open(part.file) as file:
            yield from _checked(file, part)
    except (KeyError, ValueError, EOFError, BadZipFile, zlib.error, OSError, *DEEP) as error:
        raise BackupUnusable(NO_BACKUP.format(path=path)) from error


def _checked(file: IO[bytes], part: Part) -> Iterator[list[Any]]:
    digest, number = hashlib.sha256(), 0
    held: list[Any] | None = None
    while line := file.readline(LONGEST_LINE):
        digest.update(line)
        number += 1
        if held is not None:
            yield held
        held = line_row(line)
        if len(held) != len(part.columns):
            raise ValueError("not a row of this table")
    if number != part.rows or digest.hexdigest() != part.sha256:
        raise ValueError("altered")
    if held is not None:
        yield held
