"""Others write between the turns of a long writing; turns fit the machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from models.storage import turns
from models.storage.sqlite import SqliteDialect
from models.storage.turns import Turns


@pytest.fixture
def dialect(tmp_path: Path) -> Iterator[SqliteDialect]:
    """An open database with one table."""
    opened = SqliteDialect(tmp_path / "base.sqlite", tmp_path)
    with opened.database.connection_context():
        opened.run("CREATE TABLE written (number INTEGER)")
        yield opened


def test_somebody_who_does_not_wait_at_all_writes_between_any_two_turns(
    dialect: SqliteDialect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.storage.sqlite.BUSY_TIMEOUT", 0)
    other = SqliteDialect(dialect.path, dialect.path.parent)
    left = 5

    def write(most: int) -> int:
        nonlocal left
        dialect.run("INSERT INTO written VALUES (?)", (most,))
        left -= 1
        return left

    def sleep(seconds: float) -> None:
        with other.database.connection_context():
            other.run("INSERT INTO written VALUES (0)")

    monkeypatch.setattr(turns, "UNNOTICED", 0.0)
    monkeypatch.setattr(turns, "sleep", sleep)
    with closing(other):
        Turns(dialect).take(write)
    assert dialect.one("SELECT COUNT(*) FROM written WHERE number = 0") == 5
    assert dialect.one("SELECT COUNT(*) FROM written WHERE number > 0") == 5


@pytest.mark.parametrize(("seconds", "grows"), [(0.01, True), (5.0, False)])
def test_a_turn_holds_more_rows_on_a_quick_machine_and_fewer_on_a_slow_one(
    dialect: SqliteDialect, monkeypatch: pytest.MonkeyPatch, seconds: float, grows: bool
) -> None:
    asked: list[int] = []
    now = 0.0

    def write(most: int) -> int:
        nonlocal now
        now += seconds
        asked.append(most)
        return 12 - len(asked)

    monkeypatch.setattr(turns, "sleep", lambda seconds: None)
    monkeypatch.setattr(turns, "monotonic", lambda: now)
    taken = Turns(dialect)
    taken.take(write)
    assert asked == sorted(asked, reverse=not grows)
    assert asked[-1] == (turns.MOST if grows else turns.FEWEST)
    assert taken.longest == pytest.approx(seconds)
