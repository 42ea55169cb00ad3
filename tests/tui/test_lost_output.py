"""A standard output that takes nothing: one sentence, and a status that says so."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT
from tests.tui.commands import PROGRAM, admin

EACH = pytest.mark.parametrize(
    "command",
    [
        *("admin status", "admin status --json", "admin status --csv", "admin check", "--version"),
        *("admin --help", "admin import --json", "kiosk --check --json"),
    ],
)


def written_to(output: str, command: str, config: Path) -> tuple[int, str]:
    """Return the exit status and the sentences of a command whose output a shell redirects."""
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {output}', "sh", *PROGRAM, *command.split()],
        cwd=ROOT,
        env=os.environ | {"ESPACE_ELECTEUR_CONFIG": str(config)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stderr.decode().replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """An election file with its database."""
    path = tmp_path / "election.toml"
    assert admin("init", "--config", path).returncode == 0
    return path


@EACH
def test_a_full_disk_is_said(config: Path, command: str) -> None:
    status, told = written_to("> /dev/full", command, config)
    assert status == 1
    assert told.startswith("La réponse ne peut pas être écrite sur la sortie standard")
    assert told.count("\n") == 1


@EACH
def test_a_closed_output_is_said_before_anything_is_done(config: Path, command: str) -> None:
    status, told = written_to(">&-", command, config)
    assert status == 1
    assert told.startswith("La sortie standard est fermée : rien n'a été fait.")
    assert told.count("\n") == 1


def test_a_reader_that_has_enough_is_no_fault(config: Path) -> None:
    status, told = written_to("| true", "admin status", config)
    assert (status, told) == (0, "")


@pytest.mark.parametrize(("folder", "status"), [("", 0), ("missing/", 1)])
def test_a_command_whose_reader_has_gone_has_its_own_status(
    config: Path, tmp_path: Path, folder: str, status: int
) -> None:
    """`import … | head` has loaded all the same."""
    path = tmp_path / folder / "chain.jsonl"
    words = [*PROGRAM, "admin", "audit", "export", str(path), "--config", str(config)]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        words,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert done.returncode == status
    assert path.exists() == (status == 0)
    assert b"Exception" not in done.stderr
