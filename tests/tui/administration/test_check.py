"""`admin check`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.tui.commands import admin, said


def test_a_prepared_election_is_all_good(config: Path) -> None:
    done = admin("check", "--config", config)
    assert done.returncode == 0, done.stdout
    lines = said(done).splitlines()
    assert len(lines) >= 8
    assert all(line.startswith("OK ") for line in lines)


def test_what_is_to_be_done_is_said_with_status_one(config: Path) -> None:
    (config.parent / "donnees" / "keys" / "mail.key").chmod(0o644)
    done = admin("check", "--config", config)
    assert done.returncode == 1
    (line,) = [line for line in said(done).splitlines() if line.startswith("À FAIRE")]
    assert "chmod 600" in line
    facts = json.loads(admin("check", "--json", "--config", config).stdout)
    assert [one["subject"] for one in facts if not one["good"]] == ["permissions"]


def test_an_election_file_that_others_may_change_is_named(config: Path) -> None:
    config.chmod(0o666)
    facts = json.loads(admin("check", "--json", "--config", config).stdout)
    assert [one["subject"] for one in facts if not one["good"]] == ["file"]


def test_a_database_that_is_gone_leaves_the_other_checks(config: Path) -> None:
    (config.parent / "donnees" / "election.sqlite").unlink()
    done = admin("check", "--config", config)
    assert done.returncode == 1
    assert "[database]" in said(done)
    assert "Machine" in said(done)
