"""The password of the server is a line of a file that its owner alone can read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from models import DatabaseUnavailable, Espace, toulouse_election
from models.errors import SecretFileUnusable
from models.files.secret import read_password
from models.settings.database import DatabaseSection
from tests.models.clocks import HandClock

SECRET = "Cassoulet de Castelnaudary"


def password_file(directory: Path, content: str | bytes, mode: int = 0o600) -> Path:
    path = directory / "mot-de-passe"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    path.chmod(mode)
    return path


@pytest.mark.parametrize("content", [SECRET, f"{SECRET}\n", f"{SECRET}\r\n"])
@pytest.mark.parametrize("mode", [0o600, 0o400, 0o640])
def test_the_line_is_the_password(tmp_path: Path, content: str, mode: int) -> None:
    assert read_password(password_file(tmp_path, content, mode)) == SECRET


def reason(path: Path) -> str:
    """Return why a file is not usable, and find no secret in what is raised."""
    with pytest.raises(SecretFileUnusable) as unusable:
        read_password(path)
    assert SECRET not in f"{unusable.value!r} {unusable.value.reason} {unusable.value.__cause__!r}"
    return unusable.value.reason


@pytest.mark.parametrize("mode", [0o644, 0o604, 0o602])
def test_a_file_open_to_all_is_refused(tmp_path: Path, mode: int) -> None:
    path = password_file(tmp_path, SECRET, mode)
    assert f"ouvert à tous : retirez-leur ce droit (chmod o= {path})" in reason(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert "introuvable" in reason(tmp_path / "absent")


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    assert "ne peut pas être lu" in reason(tmp_path)


@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_what_is_no_file_is_refused_without_being_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "secret"
    os.mkfifo(path, 0o600)
    assert "fichier ordinaire" in reason(path if kind == "pipe" else Path(os.devnull))


@pytest.mark.parametrize("content", ["", "\n", f"{SECRET}\n{SECRET}\n", "x" * 2000, b"\xff\xfe"])
def test_a_file_without_one_line_is_told(tmp_path: Path, content: str | bytes) -> None:
    assert "sur une seule ligne" in reason(password_file(tmp_path, content))


def test_nothing_of_an_open_election_shows_the_password(tmp_path: Path) -> None:
    section = DatabaseSection(
        url="postgresql://vote@127.0.0.1:1/election",
        password_file=password_file(tmp_path, SECRET),
        keys=tmp_path / "keys",
    )
    election = toulouse_election().changed(database=section)
    espace = Espace(election, HandClock())
    with pytest.raises(DatabaseUnavailable) as away:
        espace.administration.verify_audit()
    assert away.value.reason == "rien ne répond à cette adresse"
    shown = [
        espace.context,
        espace.context.store.database.__dict__,
        away.value,
        away.value.__cause__,
    ]
    assert SECRET not in repr(shown)
