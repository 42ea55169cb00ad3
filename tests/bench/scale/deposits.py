"""Ballots that many hosts offer at once to one PostgreSQL server, made beforehand.

The tool has no urn: beside it stands what it can verify of them on the same cores in the same run,
and what psycopg alone does with the same two rows.
"""

from __future__ import annotations

from models import Election, Espace, TravelClock
from models.voting.identifiers import VoteIdentifier
from tests.bench.figures import RANKS, Figure, percentile
from tests.bench.moment import VOTE_OPEN
from tests.bench.scale.depositing import CHECK, DEPOSIT, WRITE, Ballot, Taken, offered
from tests.bench.scale.electorate import POSTGRESQL, Electorate
from tests.bench.sealed_poll import CODE, sealed_poll
from tests.bench.voting import LISTS
from tests.models.polls import Poll
from tests.models.steps import person_on_roll

HOSTS = 8
BALLOTS = 800
CHECKED = 100
"""Ballots that the tool verifies, before the hosts and again after them."""
MOST_CPU = 0.75
"""CPU time of a deposit, times the tool's to verify its ballot: 0.47 and 0.50 were measured."""
AIM = 40


def deposits(electorate: Electorate) -> list[Figure]:
    """Return how many ballots a second come into one urn, each with its mail and its event."""
    name = "deposits"
    election, identifiers = sealed_poll(electorate, POSTGRESQL, name, BALLOTS)
    ballots = made(election, identifiers, BALLOTS)
    plain = electorate.copy(POSTGRESQL, f"{name}_plain", election)
    some = ballots[:CHECKED]
    before, before_cpu = _measured(electorate, plain, CHECK, some)
    rows, _ = _measured(electorate, plain, WRITE, ballots)
    ours, cpu = _measured(electorate, election, DEPOSIT, ballots)
    # On both sides: others may have become busy meanwhile.
    after, after_cpu = _measured(electorate, plain, CHECK, some)
    for each in (name, f"{name}_plain"):
        electorate.drop(POSTGRESQL, each)
    what = f"dépôts par {HOSTS} hôtes, {LISTS} listes"
    by_tool = (before.rate + after.rate) / 2
    times = [*before.times, *after.times]
    return [
        Figure(what, ours.rate, "/s", by_tool, None, at_least=True, aim=AIM),
        Figure(f"{what}, à côté du pilote seul", ours.rate, "/s", rows.rate, None),
        *(
            Figure(
                f"un dépôt parmi eux, {RANKS[rank]}",
                percentile(ours.times, rank),
                "ms",
                percentile(times, rank),
                None,
            )
            for rank in (50, 95)
        ),
        Figure(
            "un dépôt, temps de calcul, serveur compris",
            cpu,
            "ms",
            (before_cpu + after_cpu) / 2,
            MOST_CPU,
        ),
    ]


def _measured(
    electorate: Electorate, election: Election, act: str, ballots: list[Ballot]
) -> tuple[Taken, float]:
    """Return what was done, and the CPU milliseconds of one, the server's included."""
    before = electorate.server_seconds()
    taken = offered(election, act, ballots, HOSTS)
    spent = taken.cpu + electorate.server_seconds() - before
    return taken, spent / len(ballots) * 1000


def made(election: Election, identifiers: dict[str, VoteIdentifier], people: int) -> list[Ballot]:
    """Return a ballot of so many people of a sealed election."""
    poll = Poll(Espace(election, TravelClock(VOTE_OPEN)), identifiers)
    ballots = []
    for number, name in enumerate(f"personne{number}" for number in range(people)):
        elector = person_on_roll(poll.espace, name)
        text = poll.made(name, number % (LISTS + 1), CODE).decode()
        ballots.append(Ballot(elector, poll.credential(name, CODE), text))
    poll.espace.close()
    return ballots
