"""`ssh.toml`: what is wrong in it is said in French, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import SshFileError, SshSettings, load_ssh_settings, ssh_directory


def load(directory: Path, text: str) -> SshSettings:
    path = directory / "ssh.toml"
    path.write_text(text, encoding="utf-8")
    return load_ssh_settings(path)


def test_without_a_file_everything_is_as_usual(tmp_path: Path) -> None:
    assert load_ssh_settings(tmp_path / "ssh.toml") == SshSettings()


def test_relative_files_are_beside_the_settings(tmp_path: Path) -> None:
    settings = load(
        tmp_path,
        'trainer_keys = "formateurs"\ndemo_keys = "/etc/demo"\nassistance_keys = "agents"\n',
    )
    assert settings.trainer_keys == tmp_path / "formateurs"
    assert settings.demo_keys == Path("/etc/demo")
    assert settings.assistance_keys == tmp_path / "agents"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sessions = 0\n", "sessions"),
        ("memory = 1\n", "memory"),
        ("idle_seconds = 100\nwarning_seconds = 60\nlongest_seconds = 120\n", "avertissement"),
        ("seats = 3\n", "seats"),
        ("assistance_sessions = 0\n", "assistance_sessions"),
        ("assistance_idle_seconds = 90000\n", "assistance_idle_seconds"),
        ('password = ""\n', "password"),
        ("sessions = \n", "ligne 1"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SshFileError) as refused:
        load(tmp_path, text)
    assert said in str(refused.value) + refused.value.text


def test_the_password_is_in_no_representation(tmp_path: Path) -> None:
    settings = load(tmp_path, 'password = "Hortensia-4"\n')
    assert settings.password == "Hortensia-4"
    assert "Hortensia" not in repr(settings) + str(settings)


def test_the_directory_is_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert ssh_directory(Path("ici")) == tmp_path / "ici"
    assert ssh_directory(None).is_absolute()
