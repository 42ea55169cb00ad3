"""What goes wrong with the machine is said to the administrator in words of their own."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.tui.commands import admin, said


def test_a_locked_database_is_not_told_as_to_a_visitor(config: Path) -> None:
    file = next(config.parent.rglob("election.sqlite"))
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = admin("purge", "--expired", "--yes", "--config", config)
        other.execute("ROLLBACK")
    assert done.returncode == 1
    assert "La base de données est occupée par d'autres" in said(done)
    assert "Votre saisie" not in said(done)
