"""What a check says of the lists of candidates: their files are read, no database is asked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import Election, Espace, Level, toulouse_election
from models.services.administration.checks.lists import SHOWN, check_candidate_lists
from models.services.administration.checks.outcome import Outcome
from tests.models.clocks import HandClock


@pytest.fixture
def election(tmp_path: Path) -> Election:
    """An election without a database, whose files of lists the test changes."""
    made = toulouse_election(f"sqlite:///{tmp_path}/election.sqlite")
    sample = next(one.lists_file for one in made.scrutins if one.lists_file)
    folder = tmp_path / "listes"
    shutil.copytree(sample.parent, folder)
    return made.changed(
        scrutins=tuple(
            one.changed(lists_file=folder / one.lists_file.name) if one.lists_file else one
            for one in made.scrutins
        )
    )


@pytest.fixture(autouse=True)
def _no_database(tmp_path: Path) -> Iterator[None]:
    """Hold that the lists are checked without the database."""
    yield
    assert not (tmp_path / "election.sqlite").exists()


def checked(election: Election) -> list[Outcome]:
    return check_candidate_lists(Espace(election, HandClock()).context)


def levels(election: Election) -> dict[str, Level]:
    """Return how serious it is, by the code of the scrutin."""
    found = Espace(election, HandClock()).administration.check_lists()
    return {one.code: one.level for one in found}


def without(election: Election, count: int) -> Election:
    """Return the election with no lists in its first scrutins."""
    scrutins = [
        one.changed(lists_file=None) if place < count else one
        for place, one in enumerate(election.scrutins)
    ]
    return election.changed(scrutins=tuple(scrutins))


def files_of(election: Election) -> list[Path]:
    return [one.lists_file for one in election.scrutins if one.lists_file]


def test_lists_and_candidates_are_counted(election: Election) -> None:
    (told,) = checked(election)
    assert told.level is Level.OK
    assert f"dans {len(election.scrutins)} scrutins" in told.text
    assert set(levels(election).values()) == {Level.OK}


def test_an_election_that_has_no_list_yet_is_no_fault(election: Election) -> None:
    (told,) = checked(without(election, len(election.scrutins)))
    assert told.level is Level.OK
    assert "aucune liste de candidats" in told.text


@pytest.mark.parametrize("count", [1, SHOWN, SHOWN + 1])
def test_scrutins_without_lists_among_others_are_named(election: Election, count: int) -> None:
    bare = without(election, count)
    (told,) = checked(bare)
    assert told.level is Level.ATTENTION
    assert all(one.code in told.text for one in election.scrutins[: min(count, SHOWN)])
    assert (" …" in told.text) == (count > SHOWN)
    assert [*levels(bare).values()].count(Level.ATTENTION) == count


@pytest.mark.parametrize("count", [1, SHOWN, SHOWN + 2])
def test_files_that_cannot_be_read_are_told_and_the_rest_counted(
    election: Election, count: int
) -> None:
    for file in files_of(election)[:count]:
        file.unlink()
    told = checked(election)
    assert {one.level for one in told} == {Level.FAULT}
    assert len(told) == min(count, SHOWN) + (count > SHOWN)
    assert all("il n'existe pas" in one.text for one in told[:SHOWN])
    assert [one.text for one in told if "2 fautes de plus" in one.text] == [
        one.text for one in told[SHOWN:]
    ]
    assert [*levels(election).values()].count(Level.FAULT) == count
