"""The generated rolls: the same from the same seed, right lines, in real proportions."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from models import toulouse_election
from models.roll.scrutin_sets import ScrutinSets
from models.rules.roll_lines import RollLine
from tests.bench.scale.rolls import write_roll
from tests.models.rolls import read_roll

PEOPLE = 20_000


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A roll of twenty thousand people with their NUMENs."""
    path = tmp_path_factory.mktemp("rolls") / "roll.csv"
    write_roll(path, PEOPLE, seed=7, with_numens=True)
    return path


@pytest.fixture(scope="module")
def lines(path: Path) -> list[RollLine]:
    """Its people."""
    return list(read_roll(path).values())


def test_every_line_is_right_and_nobody_comes_twice(lines: list[RollLine]) -> None:
    assert len(lines) == PEOPLE
    assert len({line.uid for line in lines}) == PEOPLE
    assert len({line.mail for line in lines}) == PEOPLE
    assert all(line.numen for line in lines)


def test_the_same_seed_gives_the_same_file_and_another_one_another(
    path: Path, tmp_path: Path
) -> None:
    again, other = tmp_path / "again.csv", tmp_path / "other.csv"
    write_roll(again, PEOPLE, seed=7, with_numens=True)
    write_roll(other, PEOPLE, seed=8, with_numens=True)
    assert again.read_bytes() == path.read_bytes()
    assert other.read_bytes() != path.read_bytes()


def test_a_shorter_roll_is_the_beginning_of_a_longer_one(path: Path, tmp_path: Path) -> None:
    shorter = tmp_path / "shorter.csv"
    write_roll(shorter, 100, seed=7, with_numens=True)
    assert path.read_bytes().startswith(shorter.read_bytes())


def test_the_names_have_accents_particles_hyphens_and_homonyms(lines: list[RollLine]) -> None:
    names = [line.last_name for line in lines]
    assert sum(not name.isascii() for name in names) > PEOPLE / 50
    assert sum(name.startswith(("De ", "Du ", "Le ")) for name in names) > PEOPLE / 50
    assert sum("-" in name for name in names) > PEOPLE / 100
    whole = Counter((line.first_name, line.last_name) for line in lines)
    homonyms = sum(count for count in whole.values() if count > 1)
    assert PEOPLE / 200 < homonyms < PEOPLE / 10


def test_a_person_is_called_to_nearly_four_scrutins(lines: list[RollLine]) -> None:
    sets = ScrutinSets(toulouse_election())
    entries = sum(
        len(sets.codes[sets[line.corps, line.department, line.scrutins]]) for line in lines
    )
    assert 3.5 < entries / PEOPLE < 4.1


def test_there_are_thousands_of_schools_each_in_its_departement(lines: list[RollLine]) -> None:
    schools = {line.uai: line.department for line in lines}
    assert 2_000 < len(schools) < 6_000
    assert all(uai[1:3] == department for uai, department in schools.items())


def test_the_numens_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "roll.csv"
    write_roll(path, 10)
    with path.open(encoding="utf-8", newline="") as file:
        assert "numen" not in next(csv.reader(file))
