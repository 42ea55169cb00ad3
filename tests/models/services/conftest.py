"""A backup, and a place to restore it."""

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
