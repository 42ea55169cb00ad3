"""`admin init`: whole, or nothing of it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from models import SAMPLE_NAMES, election_template, load_election
from tests.architecture.source_tree import ROOT
from tests.tui.commands import admin, said


@pytest.mark.parametrize("blocks", [0, 1, 20, 60, 100, 300])
def test_on_a_full_disk_it_leaves_nothing_and_succeeds_afterwards(
    tmp_path: Path, blocks: int
) -> None:
    """Files end where the disk would be full: at the election file, in the database, in its log."""
    config = tmp_path / "election" / "election.toml"
    config.parent.mkdir()
    command = f"ulimit -f {blocks}; exec {sys.executable} -m tui admin init --config {config}"
    done = subprocess.run(
        ["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stdout
    assert "disque est plein" in done.stderr.replace("\N{NO-BREAK SPACE}", " ")
    assert len(done.stderr.splitlines()) == 1
    assert list(config.parent.iterdir()) == []
    assert admin("init", "--config", config).returncode == 0


@pytest.mark.parametrize("sample", SAMPLE_NAMES)
def test_it_begins_from_a_sample_with_a_roll_that_is_loaded_as_it_stands(
    tmp_path: Path, sample: str
) -> None:
    config, roll = tmp_path / "election.toml", tmp_path / "liste.csv"
    done = admin("init", "--config", config, "--sample", sample, "--roll", roll)
    assert done.returncode == 0, done.stderr
    assert "personnes inventées" in said(done)
    assert config.read_text("utf-8") == election_template(sample)
    assert oct(roll.stat().st_mode)[-3:] == "600"
    loaded = admin("import", roll, "--json", "--config", config)
    assert json.loads(loaded.stdout)["electors"] == 6


def test_the_database_of_a_server_is_left_for_later(tmp_path: Path) -> None:
    """Neither a file nor keys are made in its place, and no server is asked."""
    config = tmp_path / "election.toml"
    url = "postgresql://elections@127.0.0.1:1/elections?sslmode=verify-full&sslrootcert=system"
    done = admin("init", "--config", config, "--sample", "lyon-2026", "--database", url)
    assert done.returncode == 0, done.stderr
    assert "admin migrate" in said(done)
    assert list(tmp_path.iterdir()) == [config]
    assert load_election(config).database.url == url


def test_a_database_elsewhere_is_prepared_there(tmp_path: Path) -> None:
    config = tmp_path / "election.toml"
    url = f"sqlite:///{tmp_path}/ailleurs/l'élection.sqlite"
    assert admin("init", "--config", config, "--database", url).returncode == 0
    assert (tmp_path / "ailleurs" / "l'élection.sqlite").exists()
    assert not (tmp_path / "donnees").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--sample", "paris"], "Choisissez parmi : toulouse-2014, lyon-2026."),
        (["--database", "mysql:x"], "database.url"),
        (["--roll", "{there}"], "existe déjà"),
    ],
)
def test_what_cannot_be_done_leaves_nothing(
    tmp_path: Path, words: list[str], sentence: str
) -> None:
    there = tmp_path / "personnels.csv"
    there.write_text("uid\n")
    config = tmp_path / "nouvelle" / "election.toml"
    done = admin("init", "--config", config, *(word.format(there=there) for word in words))
    assert done.returncode == 1
    assert sentence in said(done)
    assert not [one for one in tmp_path.rglob("*") if one.is_file() and one != there]
    assert there.read_text() == "uid\n"
