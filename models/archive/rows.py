"""The rows of any table, out of a database and into one, without holding them all."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from graphlib import TopologicalSorter
from itertools import islice
from typing import Any

import peewee
from peewee import Database, PostgresqlDatabase, Table, fn

from models.tables.election_tables import ELECTION_TABLES

AT_ONCE = 2000
"""Rows that are held in memory."""
BYTES = "base64"
as_peewee_raises: Any = peewee.__exception_wrapper__  # type: ignore[attr-defined]  # undescribed
"""Turns what a driver raises into what the rest of the program knows."""


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table and its columns; the key first where it is one column."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]


def table_shapes(database: Database) -> list[TableShape]:
    """Return the election's tables that are there, those that others refer to first."""
    names = ELECTION_TABLES & set(database.get_tables())
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


def read_rows(database: Database, shape: TableShape) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table in the order of its key, inside a transaction."""
    table = Table(shape.name).bind(database)
    query = table.select(*(getattr(table.c, name) for name in shape.columns))
    statement, values = query.order_by(*(getattr(table.c, name) for name in shape.key)).sql()
    connection = _driver_s(database)
    with as_peewee_raises:
        if isinstance(database, PostgresqlDatabase):
            with connection.cursor(name="rows") as cursor:
                cursor.itersize = AT_ONCE
                cursor.execute(statement, values)
                yield from cursor
            return
        yield from connection.execute(statement, values)


def write_rows(database: Database, shape: TableShape, rows: Iterable[list[Any]]) -> None:
    """Load rows into an empty table, inside a transaction."""
    columns = ", ".join(f'"{name}"' for name in shape.columns)
    target = f'"{shape.name}" ({columns})'
    with as_peewee_raises:
        if isinstance(database, PostgresqlDatabase):
            _copy(_driver_s(database), target, rows)
            _continue_numbers(database, shape)
        else:
            _insert(_driver_s(database), target, len(shape.columns), rows)


def _driver_s(database: Any) -> Any:
    """Return the driver's own connection of this thread: Peewee streams and copies nothing."""
    return database.connection()


def _copy(connection: Any, target: str, rows: Iterable[list[Any]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {target} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _insert(connection: Any, target: str, columns: int, rows: Iterable[list[Any]]) -> None:
    places = ", ".join("?" * columns)
    remaining = iter(rows)
    while some := list(islice(remaining, AT_ONCE)):
        connection.executemany(f"INSERT INTO {target} VALUES ({places})", some)  # noqa: S608


def _continue_numbers(database: Database, shape: TableShape) -> None:
    """Let PostgreSQL number new rows after those that were loaded with their numbers."""
    if len(shape.key) != 1:
        return
    (key,) = shape.key
    table = Table(shape.name).bind(database)
    number = fn.pg_get_serial_sequence(f'"{shape.name}"', key)
    greatest = table.select(fn.MAX(getattr(table.c, key))).scalar()
    if greatest is not None and (sequence := table.select(number).scalar()) is not None:
        table.select(fn.setval(sequence, greatest)).limit(1).scalar()


def row_line(row: Iterable[Any]) -> bytes:
    """Return a row as a line of JSON; moments as the databases write them, without a zone."""
    told = json.dumps(list(row), ensure_ascii=False, separators=(",", ":"), default=_told)
    return f"{told}\n".encode()


def line_row(line: bytes) -> list[Any]:
    """Return the row of a line.

    Raises:
        ValueError: The line is no row.
    """
    row = json.loads(line)
    if not isinstance(row, list):
        raise ValueError("not a row")
    return [b64decode(cell[BYTES]) if isinstance(cell, dict) else cell for cell in row]


def _told(value: object) -> object:
    if isinstance(value, datetime):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return {BYTES: b64encode(value).decode()}
    raise TypeError(f"{type(value).__name__} has no place in an archive")
