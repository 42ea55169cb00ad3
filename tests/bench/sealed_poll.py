"""A sealed election for the CTM with its seventeen lists, on either database."""

from __future__ import annotations

from pathlib import Path

from models import Election
from models.settings.board import BoardSection
from models.voting.identifiers import VoteIdentifier
from tests.bench.scale.electorate import Electorate
from tests.models.databases import election_on, fill
from tests.models.polls import seal
from tests.models.services.vote.board import BOARD, SCRUTINS

CODE = "CTM"
"""The scrutin that is voted in."""


def sealed_poll(
    electorate: Electorate, kind: str, name: str, people: int
) -> tuple[Election, dict[str, VoteIdentifier]]:
    """Return a sealed election and the identifiants de vote by user name.

    Args:
        electorate: Holds the databases of the run.
        kind: SQLite or PostgreSQL.
        name: Of the database.
        people: Besides the sample people: « personne0 » and so on, all with an account.
    """
    election = electorate.empty(kind, name)
    fill(election)
    election = by_both(election)
    place = electorate.folder / f"{name}_notices"
    place.mkdir()
    return election, seal(election, place, people)


def reopened(url: str, keys: str) -> Election:
    """Return the same election in another process."""
    return by_both(election_on(url, Path(keys)))


def by_both(election: Election) -> Election:
    """Return an election of few scrutins, each of which costs the board a key."""
    return election.changed(
        board=BoardSection.changed(BOARD, engines="both"),
        scrutins=tuple(one for one in election.scrutins if one.code in SCRUTINS),
    )
