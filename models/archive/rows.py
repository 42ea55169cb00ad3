"""The rows of any table, out of a database and into one, without holding them all."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Generator, Iterable, Set
from dataclasses import dataclass
from datetime import datetime
from graphlib import TopologicalSorter
from typing import Any

from peewee import Database, Table

from models.storage.dialect import Dialect
from models.storage.store import Store

BYTES = "base64"

DEEP = (RecursionError, MemoryError)
"""What a text of JSON may raise that was not written here, brackets within brackets."""


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table and its columns; the key first if it is one column."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]


def table_shapes(store: Store) -> list[TableShape]:
    """Return a store's tables that are there, those that others refer to first."""
    return shapes_in(store.database, store.schema.table_names())


def shapes_in(database: Database, known: Set[str]) -> list[TableShape]:
    """Return the known tables that a database has, those that others refer to first."""
    names = known & set(database.get_tables())
    refers = {
        name: {key.dest_table for key in database.get_foreign_keys(name)} & names - {name}
        for name in sorted(names)
    }
    return [
        TableShape(
            name,
            tuple(column.name for column in database.get_columns(name)),
            tuple(database.get_primary_keys(name)),
        )
        for name in TopologicalSorter(refers).static_order()
    ]


def read_rows(dialect: Dialect, shape: TableShape) -> Generator[tuple[Any, ...], None, None]:
    """Yield the rows of a table in the order of its key, inside a transaction."""
    table = Table(shape.name).bind(dialect.database)
    query = table.select(*(getattr(table.c, name) for name in shape.columns))
    statement, values = query.order_by(*(getattr(table.c, name) for name in shape.key)).sql()
    yield from dialect.stream(statement, values)


def count_rows(store: Store, shape: TableShape) -> int:
    """Return how many rows a table has, inside a transaction."""
    number: int = Table(shape.name).bind(store.database).select().count()
    return number


def write_rows(dialect: Dialect, shape: TableShape, rows: Iterable[list[Any]]) -> None:
    """Load rows into an empty table, inside a transaction."""
    dialect.copy_rows(shape.name, shape.columns, rows)
    if len(shape.key) == 1:
        dialect.continue_numbers(shape.name, shape.key[0])


def row_line(row: Iterable[Any]) -> bytes:
    """Return a row as a line of JSON; moments as the databases write them, without a zone."""
    return f"{_ENCODER.encode(list(row))}\n".encode()


def rows_of(lines: bytes) -> list[list[Any]]:
    """Return the rows of lines, read as one text: a call for each of millions takes twice the time.

    Args:
        lines: Whole ones, without the last line break.

    Raises:
        ValueError: One of them is no row.
    """
    rows: list[Any] = _DECODER.decode(f"[{lines.decode().replace(chr(10), ',')}]")
    if not all(type(row) is list for row in rows):
        raise ValueError("not a row")
    return rows


def _bytes_of(value: dict[str, Any]) -> bytes:
    """Return what is the only object of an archive."""
    try:
        return b64decode(value[BYTES])
    except (KeyError, TypeError) as error:
        raise ValueError("not bytes") from error


def _json_value(value: object) -> object:
    if isinstance(value, datetime):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return {BYTES: b64encode(value).decode()}
    raise TypeError(f"{type(value).__name__} has no place in an archive")


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_json_value)
"""`json.dumps` would make one for each of the millions of rows."""
_DECODER = json.JSONDecoder(object_hook=_bytes_of)
