"""One person's ballot from VOTER to the receipt, beside the tool alone making and verifying one."""

from __future__ import annotations

from pathlib import Path

from models import Election
from models.voting.identifiers import VoteIdentifier
from tests.bench.ballot_visits import Voter, visits
from tests.bench.figures import Figure, by_rank, percentile
from tests.bench.scale.electorate import POSTGRESQL, SQLITE, electorate
from tests.bench.sealed_poll import sealed_poll
from tests.bench.voting import LISTS

PEOPLE = 100
LIMIT = 1.3
"""Times the tool alone, which makes and verifies: a vote starts it for one of the two. 0.97 to 1.00
was measured."""
AIM = 250.0


def ballots(folder: Path) -> list[Figure]:
    """Return what a vote takes on both databases, its ballot made by one program of the two.

    Each is the first of its visit. The server's own work is in its duration, not in its CPU time.
    """
    figures = []
    with electorate(0, folder) as of:
        for kind in (SQLITE, POSTGRESQL):
            election, identifiers = sealed_poll(of, kind, f"poll_{kind.lower()}", PEOPLE)
            figures += _ballots_on(kind, election, identifiers)
    return figures


def _ballots_on(
    kind: str, election: Election, identifiers: dict[str, VoteIdentifier]
) -> list[Figure]:
    voted = visits(election, voters(identifiers, PEOPLE))
    return [
        *by_rank(
            f"{kind} : de VOTER au récépissé, {LISTS} listes",
            [one.ours.wall for one in voted],
            [one.tool.wall for one in voted],
            limit=LIMIT,
            ranks=(50, 95),
            aim=AIM,
        ),
        Figure(
            f"{kind} : temps de calcul d'un vote, médiane",
            percentile([one.ours.cpu for one in voted], 50),
            "ms",
            percentile([one.tool.cpu for one in voted], 50),
            None,
        ),
    ]


def voters(identifiers: dict[str, VoteIdentifier], people: int) -> list[Voter]:
    """Return the first people of a sealed election, whose choices meet all lists and the blank."""
    return [
        Voter(name, identifiers[name].shown, number % (LISTS + 1))
        for number, name in ((number, f"personne{number}") for number in range(people))
    ]
