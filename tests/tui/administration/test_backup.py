"""`admin backup`, `admin restore` and `admin audit export`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.tui.commands import admin, said


def elsewhere(config: Path, tmp_path: Path) -> Path:
    """Return the same election file in another directory, without any data."""
    other = tmp_path / "ailleurs" / "election.toml"
    other.parent.mkdir()
    other.write_text(config.read_text(encoding="utf-8"), "utf-8")
    return other


def test_an_election_moves_to_another_machine(config: Path, tmp_path: Path) -> None:
    path, other = tmp_path / "sauvegarde.zip", elsewhere(config, tmp_path)
    done = admin("backup", path, "--with-keys", "--config", config)
    assert done.returncode == 0, done.stderr
    told = said(done)
    assert all(word in told for word in ("les noms", "le fichier d'élection", "les clés"))
    assert "les mots de passe des serveurs n'y sont pas" in told
    restored = admin("restore", path, "--config", other)
    assert restored.returncode == 0, restored.stderr
    checked = [admin("check", "--config", one).returncode for one in (config, other)]
    assert checked[0] == checked[1] < 2, "nothing but what was to be looked at before"
    counts = [
        json.loads(admin("status", "--json", "--config", one).stdout)["total"]
        for one in (config, other)
    ]
    assert counts[0] == counts[1]


def test_a_backup_without_keys_says_what_it_needs(config: Path, tmp_path: Path) -> None:
    path, other = tmp_path / "sauvegarde.zip", elsewhere(config, tmp_path)
    done = admin("backup", path, "--config", config)
    told = said(done)
    assert "les noms et les adresses de tous" in told
    assert "sans le dossier « keys », elle ne se restaure pas" in told
    with ZipFile(path) as archive:  # the message is true
        assert "Benali" in archive.read("tables/elector.jsonl").decode()
        manifest = json.loads(archive.read("manifest.json"))
    assert (bool(manifest["election"]), manifest["keys"]) == (True, {})
    refused = admin("restore", path, "--config", other)
    assert refused.returncode == 1
    assert "Remettez d'abord" in said(refused)
    assert not (other.parent / "donnees").exists()


def test_the_election_file_comes_back_with_the_backup(config: Path, tmp_path: Path) -> None:
    path, file = tmp_path / "sauvegarde.zip", tmp_path / "nouvelle" / "election.toml"
    file.parent.mkdir()
    title = 'title = "Élections d’essai"'
    text = re.sub("(?m)^title = .*", title, config.read_text(encoding="utf-8"), count=1)
    config.write_text(text, encoding="utf-8")
    admin("backup", path, "--with-keys", "--config", config)
    restored = admin("restore", path, "--json", "--config", file)
    assert restored.returncode == 0, restored.stderr
    assert json.loads(restored.stdout)["election_file"] == str(file)
    assert file.read_text(encoding="utf-8") == text
    assert file.stat().st_mode & 0o777 == 0o600
    assert admin("check", "--config", file).returncode < 2
    again = admin("restore", path, "--json", "--config", elsewhere(config, tmp_path))
    assert json.loads(again.stdout)["election_file"] is None, "one that is there is kept"


def test_a_restoration_that_is_refused_leaves_no_election_file(
    config: Path, tmp_path: Path
) -> None:
    path, file = tmp_path / "sauvegarde.zip", tmp_path / "nouvelle" / "election.toml"
    file.parent.mkdir()
    admin("backup", path, "--config", config)
    assert admin("restore", path, "--config", file).returncode == 1, "the keys are missing"
    assert list(file.parent.iterdir()) == []


def test_a_file_that_is_no_backup_is_one_sentence(config: Path, tmp_path: Path) -> None:
    other = elsewhere(config, tmp_path)
    done = admin("restore", config, "--config", other)
    assert done.returncode == 1
    assert "n'est pas une sauvegarde entière" in said(done)
    assert len(done.stderr.splitlines()) == 1


def test_a_backup_where_nothing_can_be_written_is_one_sentence(
    config: Path, tmp_path: Path
) -> None:
    done = admin("backup", tmp_path / "nulle-part" / "sauvegarde.zip", "--config", config)
    assert done.returncode == 1
    assert "dossier qui existe" in said(done)


def test_the_audit_chain_is_exported(config: Path, tmp_path: Path) -> None:
    path = tmp_path / "chaine.jsonl"
    done = admin("audit", "export", path, "--json", "--config", config)
    assert done.returncode == 0, done.stderr
    events = path.read_text(encoding="utf-8").splitlines()
    assert json.loads(done.stdout) == {
        "format": 1,
        "events": len(events),
        "first_fault": None,
    }
    verified = json.loads(admin("audit", "verify", "--json", "--config", config).stdout)
    assert (verified["events"], verified["first_fault"]) == (len(events) + 1, None)
    assert verified["end"].startswith(f"{len(events) + 1}:")
    since = admin("audit", "verify", "--since", path, "--config", config)
    assert since.returncode == 0, since.stdout


def test_the_audit_chain_goes_to_standard_output(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = admin("audit", "export", "-", "--config", config)
    assert (done.returncode, done.stderr) == (0, "")
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert [event["sequence"] for event in events] == list(range(1, len(events) + 1))
    assert not Path("-").exists()
    both = admin("audit", "export", "-", "--json", "--config", config)
    assert both.returncode == 2
