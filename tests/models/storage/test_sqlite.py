"""Where the database and its keys are."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from models import Espace, toulouse_election
from models.settings.database import DatabaseSection
from models.storage.store import keys_directory, sqlite_path
from models.tables.base import UtcDateTimeField
from tests.architecture.source_tree import ROOT
from tests.models.clocks import MORNING, HandClock


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's data directory of this test's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path / "espace-electeur"


def test_without_a_url_it_is_a_file_in_the_user_s_data_directory(home: Path) -> None:
    election = toulouse_election().changed(database=DatabaseSection())
    espace = Espace(election, HandClock())
    assert espace.administration.migrate()
    assert (home / "election.sqlite").exists()
    assert (home / "keys" / "codes.key").exists()
    espace.close()


def test_the_keys_are_beside_the_file_unless_said_otherwise(home: Path) -> None:
    beside = DatabaseSection(url="sqlite:////srv/vote/base.sqlite?timeout=3")
    assert sqlite_path(beside) == Path("/srv/vote/base.sqlite")
    assert keys_directory(beside) == Path("/srv/vote/keys")
    server = DatabaseSection(url="postgresql://localhost/vote")
    assert sqlite_path(server) is None
    assert keys_directory(server) == home / "keys"
    assert keys_directory(DatabaseSection(keys=Path("/srv/keys"))) == Path("/srv/keys")


def test_without_its_driver_a_server_is_away_and_the_administrator_told_what_to_install(
    tmp_path: Path,
) -> None:
    program = (
        "import sys\n"
        "sys.modules['psycopg'] = None\n"
        "from models import DatabaseUnavailable, Espace, SystemClock, toulouse_election\n"
        "try:\n"
        "    Espace(toulouse_election('postgresql://localhost/vote'), SystemClock())\n"
        "except DatabaseUnavailable as away:\n"
        "    print(away.reason)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "make install EXTRAS=postgresql" in done.stdout


def test_a_moment_is_stored_in_utc_and_comes_back_aware() -> None:
    column = UtcDateTimeField()
    stored = column.db_value(MORNING)
    assert str(stored) == "2014-11-28 08:30:00"
    assert column.python_value(str(stored)) == MORNING
    assert column.db_value(None) is None
    assert column.python_value(None) is None
    with pytest.raises(ValueError, match="naive"):
        column.db_value(MORNING.replace(tzinfo=None))
