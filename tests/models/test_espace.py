"""Before a visit, the election verifies that everything it needs is its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import Espace, KeysMissing, WrongKeys
from models.crypto.keys import make_missing_keys
from models.settings.election import Election
from tests.models.clocks import HandClock


def with_keys(election: Election, keys: Path) -> Espace:
    """Return the services of an election on a machine whose keys are elsewhere."""
    section = election.database.changed(keys=keys)
    return Espace(election.changed(database=section), HandClock())


def test_a_machine_with_its_keys_is_let_in(espace: Espace) -> None:
    assert espace.verify() is espace


def test_a_machine_without_the_keys_is_told(election: Election, tmp_path: Path) -> None:
    with pytest.raises(KeysMissing):
        with_keys(election, tmp_path / "nowhere").verify()


def test_a_machine_with_other_keys_is_told_before_it_refuses_every_code(
    election: Election, tmp_path: Path
) -> None:
    make_missing_keys(tmp_path / "others")
    with pytest.raises(WrongKeys):
        with_keys(election, tmp_path / "others").verify()


def test_a_database_where_nothing_has_happened_yet_fits(empty_election: Election) -> None:
    espace = Espace(empty_election, HandClock())
    espace.administration.migrate()
    assert espace.verify() is espace
    espace.close()
