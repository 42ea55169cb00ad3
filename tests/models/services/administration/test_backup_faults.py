"""A backup or a restoration that is stopped on its way leaves nothing half done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pyrage
import pytest

from models import BackupLock, Election, Espace
from tests.architecture.source_tree import ROOT
from tests.models.clocks import HandClock
from tests.models.databases import Databases
from tests.models.steps import PASSWORD, SOURCE, activate, sign_in

PROGRAM = """
import os, resource, signal, sys
from pathlib import Path
from models import EspaceError
from models.archive import parts, rows
from models.services.administration import backup, restoration
from tests.models.clocks import HandClock
from tests.models.databases import election_on
from models import BackupLock, Espace

act, url, keys, path, stop = sys.argv[1:]
espace = Espace(election_on(url, Path(keys)), HandClock())
count = 0

def stopping(call):
    def counted(*arguments):
        global count
        count += 1
        if count == int(stop):
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments)
    return counted

if act == "limited":
    espace.administration.verify_audit()
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(stop), resource.RLIM_INFINITY))
backup.write_part = stopping(parts.write_part) if act == "backup" else parts.write_part
restoration.write_rows = stopping(rows.write_rows)
try:
    if act == "restore":
        espace.administration.restore(Path(path), source="test")
    else:
        lock = BackupLock((os.environ["RECIPIENT"],)) if "RECIPIENT" in os.environ else None
        espace.administration.back_up(Path(path), with_keys=True, lock=lock, source="test")
except EspaceError as error:
    sys.exit(error.text)
"""


def run(
    act: str, election: Election, path: Path, stop: int, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Back up or restore in another process, which is stopped at its n-th table or byte."""
    section = election.database
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, act, section.url or "", str(section.keys), path, str(stop)],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("table", [1, 4, 10])
def test_a_backup_that_is_killed_leaves_no_file_under_its_name(
    espace: Espace, tmp_path: Path, table: int
) -> None:
    path = tmp_path / "sauvegarde.zip"
    done = run("backup", espace.election, path, table)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert not path.exists()
    assert list(tmp_path.glob(".*.part"))
    # The nightly unit names each backup by its date.
    another = tmp_path / "lendemain.zip"
    assert not espace.administration.back_up(another, source=SOURCE).with_keys
    assert not list(tmp_path.glob(".*.part"))
    assert espace.administration.verify_audit().first_fault is None


def test_a_full_disk_leaves_no_file_and_says_so(file_espace: Espace, tmp_path: Path) -> None:
    path = tmp_path / "sauvegarde.zip"
    done = run("limited", file_espace.election, path, 4096)
    assert done.returncode == 1
    assert "Le disque est plein" in done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["data"]
    events = file_espace.administration.verify_audit()
    assert events.first_fault is None


def test_a_sealed_backup_that_is_killed_leaves_nothing_to_read(
    file_espace: Espace, tmp_path: Path
) -> None:
    path, recipient = tmp_path / "sauvegarde", str(pyrage.x25519.Identity.generate().to_public())
    done = run("backup", file_espace.election, path, 30, RECIPIENT=recipient)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert not path.exists()
    left = [one for one in tmp_path.rglob("*") if one.is_file() and "data" not in one.parts]
    assert left
    for one in left:
        content = one.read_bytes()
        assert content.startswith(b"age-encryption.org/v1") or not content
        assert b"tables/" not in content
    lock = BackupLock((recipient,))
    file_espace.administration.back_up(path, lock=lock, source=SOURCE)
    assert not list(tmp_path.glob(".*.part"))


def test_a_sealed_backup_on_a_full_disk_says_so(file_espace: Espace, tmp_path: Path) -> None:
    path, recipient = tmp_path / "sauvegarde", str(pyrage.x25519.Identity.generate().to_public())
    done = run("limited", file_espace.election, path, 4096, RECIPIENT=recipient)
    assert done.returncode == 1
    assert "Le disque est plein" in done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["data"]


@pytest.mark.parametrize("table", [1, 4, 10])
def test_a_restoration_that_is_killed_leaves_the_database_empty_for_the_next(
    espace: Espace, databases: Databases, clock: HandClock, tmp_path: Path, table: int
) -> None:
    activate(espace, "fdupont")
    path = tmp_path / "sauvegarde.zip"
    espace.administration.back_up(path, with_keys=True, source=SOURCE)
    (tmp_path / "ailleurs").mkdir()
    elsewhere = databases.empty(tmp_path / "ailleurs")
    done = run("restore", elsewhere, path, table)
    assert done.returncode == -signal.SIGKILL, done.stderr
    other = Espace(elsewhere, clock)
    assert other.administration.count_progress().total.electors == 0
    other.administration.restore(path, source=SOURCE)
    assert sign_in(other, "fdupont", PASSWORD).account_version == 1
    assert other.administration.verify_audit().first_fault is None
    other.close()
    databases.drop(elsewhere)
