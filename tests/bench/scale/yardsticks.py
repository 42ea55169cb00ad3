"""The same rows by the plainest means: `executemany` of sqlite3, `COPY` of PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import psycopg

from models import Election, Espace, TravelClock
from tests.bench.moment import VOTE_OPEN

PEOPLE = (
    *("id", "uid", "mail", "civility", "last_name", "first_name"),
    *("corps", "department", "uai", "school"),
)
TABLES = {"elector": PEOPLE, "roll_entry": ("elector_id", "scrutin_id")}
SCRUTINS = ("id", "code", "short", "title", "level", "seats", "position")

Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class RowsWritten:
    """What writing the rows took: seconds, and CPU seconds, a server's among them."""

    seconds: float
    cpu_seconds: float


def by_executemany(loaded: Election, empty: Election, cpu: Callable[[], float]) -> RowsWritten:
    """Return the time of writing a loaded database's rows into an empty one's tables.

    One transaction, the driver's own settings; the rows are in memory before. `cpu`
    returns the CPU seconds so far.
    """
    _make_tables(empty)
    with sqlite3.connect(_file(loaded)) as source:
        rows: Rows = {
            name: source.execute(_select(name, columns)).fetchall()
            for name, columns in (TABLES | {"scrutin": SCRUTINS}).items()
        }
    source.close()
    connection = sqlite3.connect(_file(empty))
    connection.executemany(_insert("scrutin", SCRUTINS), rows["scrutin"])
    connection.commit()
    started, computed = perf_counter(), cpu()
    for name, columns in TABLES.items():
        connection.executemany(_insert(name, columns), rows[name])
    connection.commit()
    written = RowsWritten(perf_counter() - started, cpu() - computed)
    connection.close()
    return written


def by_copy(loaded: Election, empty: Election, cpu: Callable[[], float]) -> RowsWritten:
    """Return the same for PostgreSQL, row after row through psycopg's `COPY`."""
    _make_tables(empty)
    with psycopg.connect(loaded.database.url or "") as source:
        rows: Rows = {
            name: source.execute(_select(name, columns).encode()).fetchall()
            for name, columns in (TABLES | {"scrutin": SCRUTINS}).items()
        }
    with psycopg.connect(empty.database.url or "") as connection:
        _copy(connection, "scrutin", SCRUTINS, rows)
        connection.commit()
        started, computed = perf_counter(), cpu()
        for name, columns in TABLES.items():
            _copy(connection, name, columns, rows)
        connection.commit()
        return RowsWritten(perf_counter() - started, cpu() - computed)


def _copy(
    connection: psycopg.Connection[tuple[Any, ...]], name: str, columns: tuple[str, ...], rows: Rows
) -> None:
    statement = f"COPY {name} ({', '.join(columns)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement.encode()) as copy:
        for row in rows[name]:
            copy.write_row(row)


def _make_tables(election: Election) -> None:
    espace = Espace(election, TravelClock(VOTE_OPEN))
    espace.administration.migrate()
    espace.close()


def _file(election: Election) -> str:
    return (election.database.url or "").removeprefix("sqlite:///")


def _select(name: str, columns: tuple[str, ...]) -> str:
    return f"SELECT {', '.join(columns)} FROM {name} ORDER BY 1"  # noqa: S608


def _insert(name: str, columns: tuple[str, ...]) -> str:
    places = ", ".join("?" for _ in columns)
    return f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608
