"""The machine's clock: set by the network, and beside the database server's."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from models import Espace
from models.services.administration.checks.machine import check_clock

NEVER = "exec sleep 60"


def test_a_machine_whose_clock_is_not_the_database_server_s_is_told(espace: Espace) -> None:
    """A file has no clock of its own."""
    on_a_server = (espace.election.database.url or "").startswith("postgresql")
    assert all(one.good for one in check_clock(espace.context))
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=3)):
        found = [one.text for one in check_clock(espace.context) if not one.good]
    assert len(found) == on_a_server
    assert all("minute" in text and "NTP" in text for text in found)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("echo yes", [True]),
        ("echo no", [False]),
        ("echo n/a", []),
        (NEVER, []),
        (None, []),
    ],
)
def test_the_machine_is_asked_whether_its_clock_is_set_by_the_network(
    file_espace: Espace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: str | None,
    told: list[bool],
) -> None:
    """By a `timedatectl` of this test's own: what the machine's says is not ours to choose."""
    programs = tmp_path / "programs"
    programs.mkdir()
    if answer is not None:
        (programs / "timedatectl").write_text(f"#!/bin/sh\nPATH={os.defpath}\n{answer}\n")
        (programs / "timedatectl").chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setattr(
        "models.services.administration.checks.machine.SYNCHRONISED", tmp_path / "none"
    )
    if answer == NEVER:
        monkeypatch.setattr("models.services.administration.checks.machine.PATIENCE", 0.5)
    _, *found = check_clock(file_espace.context)
    assert [one.good for one in found] == told
    assert all("NTP" in one.text for one in found)


def test_a_clock_that_systemd_has_set_is_good(
    file_espace: Espace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "synchronized").touch()
    monkeypatch.setattr(
        "models.services.administration.checks.machine.SYNCHRONISED", tmp_path / "synchronized"
    )
    _, found = check_clock(file_espace.context)
    assert found.good
    assert "NTP" in found.text
