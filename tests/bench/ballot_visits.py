"""Visits that vote, each in a process of its own as a host forks them; prints what a vote took.

After its receipt a visit has belenios-tool alone make and verify a ballot of the same scrutin.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from time import perf_counter

from models import Election, Espace, TravelClock
from models.preloading import preload_services
from models.views.vote import Receipt
from models.voting.belenios_tool import find_tool
from models.voting.credentials import private_credential
from models.voting.engines import CHECKED_BY_BOTH
from models.voting.identifiers import parse_identifier
from tests.architecture.source_tree import ROOT
from tests.bench.moment import VOTE_OPEN
from tests.bench.sealed_poll import reopened
from tests.models.polls import Poll
from tests.models.steps import SOURCE


@dataclass(frozen=True)
class Voter:
    """Whoever votes.

    Attributes:
        name: Their user name.
        identifier: Their identifiant de vote.
        choice: The place of their list, 0 for the blank vote.
    """

    name: str
    identifier: str
    choice: int


@dataclass(frozen=True)
class Took:
    """What an act took, in milliseconds.

    Attributes:
        wall: Until its answer.
        cpu: Of the process and of the tools that it started.
    """

    wall: float
    cpu: float


@dataclass(frozen=True)
class Voted:
    """What a vote took from VOTER to the receipt, and what the tool alone took."""

    ours: Took
    tool: Took


def visits(election: Election, voters: Iterable[Voter]) -> list[Voted]:
    """Have people vote one after the other, as the visits of a host."""
    section = election.database
    order = {
        "url": section.url,
        "keys": str(section.keys),
        "voters": [asdict(voter) for voter in voters],
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.ballot_visits"],
        input=json.dumps(order),
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        check=True,
    )
    read = map(json.loads, done.stdout.splitlines())
    return [Voted(Took(**one["ours"]), Took(**one["tool"])) for one in read]


def main() -> None:
    """Take the order on standard input; print a line for each visit."""
    told = json.load(sys.stdin)
    election = reopened(told["url"], told["keys"])
    preload_services(election)
    for one in told["voters"]:
        visitor = os.fork()
        if visitor == 0:
            print(json.dumps(asdict(_visit(election, Voter(**one)))), flush=True)
            os._exit(0)
        _, status = os.waitpid(visitor, 0)
        if status:
            raise SystemExit(f"{one['name']}: no receipt")


def _visit(election: Election, voter: Voter) -> Voted:
    """Vote with both means of access given; only what VOTER begins is timed."""
    espace = Espace(election, TravelClock(VOTE_OPEN)).verify()
    poll = Poll(espace, {voter.name: parse_identifier(voter.identifier)})
    access = poll.enter(voter.name)
    ballot = poll.open(access)
    receipts: list[Receipt] = []
    ours = _took(
        lambda: receipts.append(espace.voting.cast(access, ballot, voter.choice, source=SOURCE))
    )
    assert [one.checked for one in receipts] == [CHECKED_BY_BOTH]
    tool = _took(_by_the_tool_alone(poll, voter))
    espace.close()
    return Voted(ours, tool)


def _by_the_tool_alone(poll: Poll, voter: Voter) -> Callable[[], object]:
    """Return what has it make and verify a ballot, as two processes."""
    tool, scrutin = find_tool(), poll.sealed(voter.name).for_engines
    private = private_credential(poll.identifiers[voter.name])
    return lambda: tool.check_ballot(scrutin, tool.make_ballot(scrutin, private, voter.choice))


def _took(act: Callable[[], object]) -> Took:
    started, computed = perf_counter(), _cpu()
    act()
    return Took((perf_counter() - started) * 1000, (_cpu() - computed) * 1000)


def _cpu() -> float:
    """Return the CPU seconds of this process and of its children that have ended."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


if __name__ == "__main__":
    main()
