"""The yardstick of a call is what the call itself has sent, sent again by the driver alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, get_ident
from typing import Any

import pytest
from peewee import IntegerField, Model, SqliteDatabase

from tests.bench.bare_driver import BareCall
from tests.bench.statements import Sent, noted

MEETING = 10.0
"""Seconds in which two statements that go at once have met."""


class Cursor:
    """Of a connection that answers nothing; counts how often its rows are read."""

    def __init__(self, *, rows: bool) -> None:
        self.description = [("id",)] if rows else None
        self.read = 0

    def fetchall(self) -> list[Any]:
        self.read += 1
        return []


class Driver:
    """Notes what it is sent; statements of a part wait for those of the other."""

    def __init__(self, meeting: Barrier | None = None) -> None:
        self.sent: list[tuple[str, tuple[Any, ...]]] = []
        self.cursors: list[Cursor] = []
        self.closed = False
        self._meeting = meeting

    def execute(self, query: str, *parameters: Any) -> Cursor:
        self.sent.append((query, parameters))
        if self._meeting and "part" in query:
            self._meeting.wait(MEETING)
        self.cursors.append(Cursor(rows=query.startswith("SELECT")))
        return self.cursors[-1]

    def close(self) -> None:
        self.closed = True


class Drivers:
    """Opens connections, and knows them all."""

    def __init__(self, meeting: Barrier | None = None) -> None:
        self.opened: list[Driver] = []
        self._meeting = meeting

    def connect(self) -> Driver:
        self.opened.append(Driver(self._meeting))
        return self.opened[-1]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Any]:
    """A database with one table."""
    opened: Any = SqliteDatabase(str(tmp_path / "mark.sqlite"), lock_type="IMMEDIATE")
    opened.connect()
    opened.execute_sql("CREATE TABLE mark (id INTEGER PRIMARY KEY, place INTEGER)")
    yield opened
    opened.close()


def mark_of(database: Any) -> Any:
    """Return the model of the table."""

    class Mark(Model):
        place = IntegerField()

    Mark.bind(database)
    return Mark


def test_every_statement_of_a_call_is_noted_with_its_transaction(
    database: Any,
) -> None:
    mark = mark_of(database)
    with noted(database) as sent:
        with database.atomic():
            mark.create(place=3)
        assert [row.place for row in mark.select()] == [3]
    statements = [(one.sql.split()[0], *one.parameters) for one in sent]
    assert statements == [("BEGIN",), ("INSERT", [3]), ("COMMIT",), ("SELECT", ())]
    assert sent[0].sql == "BEGIN IMMEDIATE"
    assert {one.connection for one in sent} == {database.connection()}
    assert {one.thread for one in sent} == {get_ident()}


def test_nothing_is_noted_after_the_call(database: Any) -> None:
    with noted(database) as sent:
        database.execute_sql("SELECT 1")
    database.execute_sql("SELECT 2")
    assert [one.sql for one in sent] == ["SELECT 1"]
    with noted(database) as again:
        database.execute_sql("SELECT 3")
    assert [one.sql for one in again] == ["SELECT 3"]


def test_the_driver_is_sent_the_same_and_reads_the_rows() -> None:
    driver, connection = Driver(), object()
    sent = [
        Sent(1, connection, "BEGIN", ()),
        Sent(1, connection, "SELECT ?", ((1,),)),
        Sent(1, connection, "COMMIT", ()),
    ]
    BareCall(lambda: driver, keep=True).send(sent)
    assert driver.sent == [(one.sql, one.parameters) for one in sent]
    assert [cursor.read for cursor in driver.cursors] == [0, 1, 0]


def test_what_the_call_sent_at_once_is_sent_at_once() -> None:
    drivers, connections = Drivers(Barrier(2)), [object() for _ in range(3)]
    BareCall(drivers.connect, keep=True).send(
        [
            Sent(1, connections[0], "SELECT first", ()),
            Sent(2, connections[1], "SELECT part", ()),
            Sent(3, connections[2], "SELECT part", ()),
            Sent(1, connections[0], "SELECT last", ()),
        ]
    )
    sent = sorted([sql for sql, _ in driver.sent] for driver in drivers.opened)
    assert sent == [["SELECT first", "SELECT last"], ["SELECT part"], ["SELECT part"]]


def test_connections_to_a_server_are_kept_and_closed_at_the_end() -> None:
    drivers = Drivers()
    call = BareCall(drivers.connect, keep=True)
    for _ in range(2):
        call.send([Sent(1, object(), "SELECT 1", ())])
    (only,) = drivers.opened
    assert len(only.sent) == 2
    assert not only.closed
    call.close()
    assert only.closed


def test_connections_to_a_file_are_opened_for_each_one_of_the_call() -> None:
    drivers = Drivers()
    call = BareCall(drivers.connect, keep=False)
    call.send([Sent(1, object(), "SELECT 1", ()), Sent(1, object(), "SELECT 2", ())])
    idle, *others = drivers.opened
    assert [len(driver.sent) for driver in others] == [1, 1]
    assert all(driver.closed for driver in others)
    assert not idle.closed
    call.close()
    assert idle.closed


def test_a_call_that_sent_nothing_needs_no_connection() -> None:
    drivers = Drivers()
    BareCall(drivers.connect, keep=True).send([])
    assert drivers.opened == []
