"""Backups that a key or a passphrase alone opens, by the commands."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pyrage
import pytest

from tests.tui.administration.test_backup import elsewhere
from tests.tui.commands import Called, admin, said

WORDS = "ormeau lanterne crapaud vermeil"


@pytest.fixture
def keys(tmp_path: Path) -> tuple[str, Path]:
    """A public key, and the file of the secret one as `age-keygen` writes it."""
    identity = pyrage.x25519.Identity.generate()
    file = tmp_path / "sauvegarde.cle"
    file.write_text(f"# public key: {identity.to_public()}\n{identity}\n", encoding="utf-8")
    return str(identity.to_public()), file


def with_passphrase(passphrase: str, *words: str | Path) -> Called:
    """Call a command that reads a passphrase from a descriptor."""
    begin, end = os.pipe()
    try:
        os.write(end, f"{passphrase}\nnot for it".encode())
        return admin(*words, "--passphrase-fd", str(begin))
    finally:
        os.close(begin)
        os.close(end)


def test_a_backup_for_a_key_is_opened_by_it_alone(
    config: Path, tmp_path: Path, keys: tuple[str, Path]
) -> None:
    path, other = tmp_path / "nuit.sauvegarde", elsewhere(config, tmp_path)
    shutil.copytree(config.parent / "donnees" / "keys", other.parent / "donnees" / "keys")
    done = admin("backup", path, "--recipient", keys[0], "--json", "--config", config)
    assert done.returncode == 0, said(done)
    assert json.loads(done.stdout)["sealed"] is True
    assert b"Benali" not in path.read_bytes()
    closed = admin("restore", path, "--config", other)
    assert closed.returncode == 1
    assert "Donnez la clé qui l'ouvre par « --identity FICHIER »" in said(closed)
    wrong = tmp_path / "autre.cle"
    wrong.write_text(f"{pyrage.x25519.Identity.generate()}\n", encoding="utf-8")
    assert "Aucune des clés" in said(admin("restore", path, "--identity", wrong, "--config", other))
    none = admin("restore", path, "--identity", config, "--config", other)
    assert "ne contient pas de clé age" in said(none)
    restored = admin("restore", path, "--identity", keys[1], "--config", other)
    assert restored.returncode == 0, said(restored)
    counts = [admin("status", "--json", "--config", one).stdout for one in (config, other)]
    totals = [json.loads(one)["total"] for one in counts]
    assert totals[0] == totals[1]


def test_a_passphrase_opens_it_even_without_an_election_file(config: Path, tmp_path: Path) -> None:
    """Each passphrase costs a second, as it costs whoever guesses it: hence one test."""
    path, file = tmp_path / "nuit.sauvegarde", tmp_path / "nouvelle" / "election.toml"
    file.parent.mkdir()
    done = with_passphrase(WORDS, "backup", path, "--with-keys", "--config", config)
    assert done.returncode == 0, said(done)
    wrong = with_passphrase(f"{WORDS}s", "restore", path, "--config", file)
    assert (wrong.returncode, file.exists()) == (1, False)
    assert "Cette phrase de passe n'ouvre pas la sauvegarde" in said(wrong)
    restored = with_passphrase(WORDS, "restore", path, "--config", file)
    assert restored.returncode == 0, said(restored)
    assert f"Le fichier d'élection {file} vient de la sauvegarde." in said(restored)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--recipient", "age1xyz"), "n'est pas une clé publique age"),
        (("--passphrase",), "Aucune phrase de passe n'a été donnée"),
        (("--passphrase-fd", "999"), "Aucune phrase de passe n'a été donnée"),
        (("--passphrase", "--recipient", "age1xyz"), "choisissez --recipient ou une phrase"),
    ],
)
def test_what_cannot_seal_it_is_told_and_nothing_is_written(
    config: Path, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    done = admin("backup", tmp_path / "nuit", *words, "--config", config)
    assert done.returncode in {1, 2}
    assert sentence in said(done)
    assert not list(tmp_path.glob("*nuit*"))


def test_a_passphrase_that_is_guessed_is_refused(config: Path, tmp_path: Path) -> None:
    done = with_passphrase("motdepasse", "backup", tmp_path / "nuit", "--config", config)
    assert done.returncode == 1
    assert "seize caractères au minimum" in said(done)
    assert not (tmp_path / "nuit").exists()
