"""Dates of a scrutin are sealed; an election without them has the seal that it had before."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import Election
from models.services.vote.covered import file_fingerprint
from models.settings.reading import parse_election
from tests.models.settings.test_scrutin_dates import SOURCE, with_dates

BEFORE = "7755f428a35825648608d759bf8d8531d54198931e1ad3dbd4e488577371df11"
"""Of `SOURCE`, by the release that knew no dates of a scrutin."""


def read(text: str) -> Election:
    return parse_election(text, Path("election.toml"))


def test_an_election_without_dates_of_scrutins_is_sealed_as_before() -> None:
    assert file_fingerprint(read(SOURCE)) == BEFORE


@pytest.mark.parametrize(
    "dates",
    [
        "vote_opens = 2026-12-04T08:00:00",
        "vote_closes = 2026-12-09T17:00:00",
        "results_from = 2026-12-12T00:00:00",
    ],
)
def test_each_date_of_a_scrutin_is_covered(dates: str) -> None:
    assert file_fingerprint(read(with_dates(CAPA=dates))) != BEFORE


def test_a_list_or_its_file_changes_nothing() -> None:
    text = with_dates(CAPA='lists_file = "listes/capa.toml"')
    assert file_fingerprint(read(text)) == BEFORE
