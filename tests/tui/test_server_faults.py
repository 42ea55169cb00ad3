"""A database server that cannot be used, as the administrator's commands report it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.models.settings.test_server_url import election_file
from tests.tui.commands import admin

SECRET = "Cassoulet31"


def migrate(config: Path) -> str:
    """Call `admin migrate`, which has to be refused; return its one sentence."""
    done = admin("migrate", "--config", config, XDG_DATA_HOME=str(config.parent))
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert SECRET not in done.stderr
    return done.stderr.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port on which a server listens and sends nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        yield port


def test_a_server_that_refuses_is_told(tmp_path: Path) -> None:
    told = migrate(election_file(tmp_path, "postgresql://vote@127.0.0.1:1/vote"))
    assert told.startswith("La base de données ne peut pas être ouverte : rien ne répond")
    assert "[database]" in told


def test_a_server_that_hangs_is_told(tmp_path: Path, silent_port: int) -> None:
    url = f"postgresql://vote@127.0.0.1:{silent_port}/vote"
    told = migrate(election_file(tmp_path, f'{url}"\nconnect_seconds = 1\nkeys = "clés'))
    assert "rien ne répond à cette adresse" in told


def test_a_password_file_open_to_all_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(SECRET, encoding="utf-8")
    (tmp_path / "secret").chmod(0o644)
    url = "postgresql://vote@127.0.0.1:1/vote"
    told = migrate(election_file(tmp_path, f'{url}"\npassword_file = "secret'))
    assert "chmod o=" in told
