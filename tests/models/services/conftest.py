"""A backup, a place to restore it, and both ways in which a roll is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import Election, Espace
from tests.models.databases import Databases
from tests.models.steps import SOURCE, activate, create, sample


@pytest.fixture
def saved(espace: Espace, tmp_path: Path) -> Path:
    """A backup of an election in which things have happened, its keys inside."""
    activate(espace, "fdupont")
    create(espace, sample("jmartin1").address)
    path = tmp_path / "sauvegarde.zip"
    espace.administration.back_up(path, with_keys=True, source=SOURCE)
    return path


@pytest.fixture
def elsewhere(databases: Databases, tmp_path: Path) -> Election:
    """An election on a database without tables, with a place for keys of its own."""
    place = tmp_path / "ailleurs"
    place.mkdir()
    return databases.empty(place)


IN_PLACE, ASIDE = "in place", "aside"


@pytest.fixture(params=[IN_PLACE, ASIDE])
def either_writing(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Rows changed in place as in a small load, or tables written aside as in a large one.

    On a server it is the same.
    """
    way: str = request.param
    if way == ASIDE:
        monkeypatch.setattr("models.roll.rewriting.MOST_AT_ONCE", -1)
    return way
