"""`admin check`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.tui.commands import admin, said


def faults(config: Path) -> list[str]:
    """Return the subjects of what does not work."""
    report = json.loads(admin("check", "--json", "--config", config).stdout)
    return [one["subject"] for one in report["findings"] if one["level"] == "fault"]


def test_of_a_prepared_election_only_the_years_and_the_few_electors_are_to_be_looked_at(
    config: Path,
) -> None:
    done = admin("check", "--json", "--config", config)
    assert done.returncode == 1, done.stdout
    report = json.loads(done.stdout)
    doubtful = {one["subject"] for one in report["findings"] if one["level"] != "ok"}
    assert (report["state"], doubtful) == ("attention", {"calendar", "scrutins"})
    lines = said(admin("check", "--config", config)).splitlines()
    assert len(lines) >= 8
    assert {line[:7].strip() for line in lines} == {"OK", "À VOIR"}


def test_what_is_to_be_done_is_said_with_status_two(config: Path) -> None:
    (config.parent / "donnees" / "keys" / "mail.key").chmod(0o644)
    done = admin("check", "--config", config)
    assert done.returncode == 2
    (line,) = [line for line in said(done).splitlines() if line.startswith("À FAIRE")]
    assert "chmod 600" in line
    assert faults(config) == ["permissions"]


def test_a_monitor_gets_the_same_answer_without_what_takes_long(config: Path) -> None:
    whole = json.loads(admin("check", "--json", "--config", config).stdout)["findings"]
    done = admin("check", "--fast", "--json", "--config", config)
    fast = json.loads(done.stdout)
    assert (done.returncode, fast["state"]) == (1, "attention")
    subjects = [one["subject"] for one in fast["findings"]]
    assert {"database", "keys", "calendar", "roll", "room"} <= set(subjects)
    assert not set(subjects) & {"clock", "machine", "scrutins", "smtp", "imap"}
    same = [one for one in whole if one["subject"] in set(subjects)]
    assert [one["level"] for one in same] == [one["level"] for one in fast["findings"]]


def test_an_election_file_that_others_may_change_is_named(config: Path) -> None:
    config.chmod(0o666)
    assert faults(config) == ["file"]


def test_a_database_that_is_gone_leaves_the_other_checks(config: Path) -> None:
    (config.parent / "donnees" / "election.sqlite").unlink()
    done = admin("check", "--config", config)
    assert done.returncode == 2
    assert "[database]" in said(done)
    assert "Machine" in said(done)
