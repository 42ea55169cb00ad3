"""The administrator's commands, as they are called."""

from __future__ import annotations

import json
import os
import pwd
import sqlite3
from pathlib import Path

import pytest

from tests.tui.commands import PEOPLE, admin


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """An election file with its database."""
    path = tmp_path / "election.toml"
    assert admin("init", "--config", path).returncode == 0
    return path


def test_a_file_that_cannot_be_written_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = admin("init", "--config", tmp_path / "file" / "election.toml")
    assert done.returncode == 1
    assert "ne peut pas être écrit" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_that_is_none_says_where_to_look(config: Path) -> None:
    (config.parent / "donnees" / "election.sqlite").write_bytes(b"no database" * 999)
    done = admin("migrate", "--config", config)
    assert done.returncode == 1
    assert "[database]" in done.stderr


def test_the_audit_chain_is_verified_and_an_altered_event_is_named(config: Path) -> None:
    for _ in range(2):
        assert admin("import", PEOPLE, "--config", config).returncode == 0
    whole = admin("audit", "verify", "--json", "--config", config)
    report = json.loads(whole.stdout)
    assert (whole.returncode, report["events"], report["first_fault"]) == (0, 2, None)
    assert report["end"].startswith("2:")
    who = os.environ.get("SUDO_USER") or pwd.getpwuid(os.getuid()).pw_name
    with sqlite3.connect(config.parent / "donnees" / "election.sqlite") as connection:
        sources = connection.execute("SELECT DISTINCT source FROM audit_event").fetchall()
        assert sources == [(f"admin:{who}",)], "the chain says who ran a command"
        connection.execute("UPDATE audit_event SET kind = 'nothing' WHERE sequence = 1")
    connection.close()
    altered = admin("audit", "verify", "--config", config)
    assert altered.returncode == 1
    assert "événement 1" in altered.stdout
