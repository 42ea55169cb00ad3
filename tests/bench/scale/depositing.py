"""One of the hosts that offer ballots, in a process of its own; prints when each was taken.

It may do something else with the same ballots instead: have belenios-tool verify each, or write the
two rows of each by psycopg alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from time import monotonic

import psycopg

from models import Election, Espace, TravelClock
from models.preloading import preload_services
from models.services.vote.depositing import deposit_ballot
from models.services.vote.scrutins import sealed_scrutin
from models.voting.ballots import tracker
from models.voting.belenios_tool import find_tool
from models.voting.engines import CHECKED_BY_BOTH
from tests.architecture.source_tree import ROOT
from tests.bench.machine import own_seconds
from tests.bench.moment import VOTE_OPEN
from tests.bench.sealed_poll import CODE, reopened

DEPOSIT, CHECK, WRITE = "deposit", "check", "write"
SIGNATURE_SQL = (
    "INSERT INTO signature (elector_id, scrutin_id, signed_at, source) VALUES (%s, %s, %s, %s)"
)
BALLOT_SQL = (
    "INSERT INTO urn_ballot (scrutin_id, tracker, credential, ballot) VALUES (%s, %s, %s, %s)"
)


@dataclass(frozen=True)
class Ballot:
    """A ballot that was made beforehand, and whose it is."""

    elector: int
    credential: str
    text: str


@dataclass(frozen=True)
class Taken:
    """What happened to the ballots of all hosts.

    Attributes:
        moments: When each began and ended, in seconds of the machine's clock.
        cpu: CPU seconds of the hosts and of the tools that they started.
    """

    moments: tuple[tuple[float, float], ...]
    cpu: float

    @property
    def rate(self) -> float:
        """How many a second, from the first that began to the last that ended."""
        begun = min(start for start, _ in self.moments)
        return len(self.moments) / (max(end for _, end in self.moments) - begun)

    @property
    def times(self) -> list[float]:
        """How long each took, in milliseconds."""
        return [(end - start) * 1000 for start, end in self.moments]


def offered(election: Election, act: str, ballots: Sequence[Ballot], hosts: int) -> Taken:
    """Have so many hosts offer ballots at the same moment, all of them ready before it."""
    section = election.database
    processes = []
    for number in range(hosts):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.scale.depositing"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        some = [asdict(ballot) for ballot in ballots[number::hosts]]
        order = {"url": section.url, "keys": str(section.keys), "act": act, "ballots": some}
        assert process.stdin is not None
        process.stdin.write(json.dumps(order) + "\n")
        process.stdin.flush()
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    outcomes = []
    for process in processes:
        told, _ = process.communicate()
        assert process.returncode == 0
        outcomes.append(json.loads(told))
    moments = tuple((start, end) for told in outcomes for start, end in told["moments"])
    return Taken(moments, sum(told["cpu"] for told in outcomes))


def main() -> None:
    """Take the order on standard input, wait for the word, print the moments."""
    told = json.loads(sys.stdin.readline())
    election = reopened(told["url"], told["keys"])
    ballots = [Ballot(**one) for one in told["ballots"]]
    preload_services(election)
    moments = []
    with ExitStack() as closing:
        espace = Espace(election, TravelClock(VOTE_OPEN)).verify()
        closing.callback(espace.close)
        act = ACTS[told["act"]](espace, ballots[0], closing)
        print("ready", flush=True)
        sys.stdin.readline()
        computed = own_seconds()
        for ballot in ballots:
            started = monotonic()
            act(ballot)
            moments.append((started, monotonic()))
        told = {"moments": moments, "cpu": own_seconds() - computed}
    print(json.dumps(told))


def _deposit(espace: Espace, _first: Ballot, _closing: ExitStack) -> Callable[[Ballot], object]:
    return lambda ballot: deposit_ballot(
        espace.context,
        ballot.elector,
        CODE,
        ballot.credential,
        ballot.text.encode(),
        checked=CHECKED_BY_BOTH,
        source="bench",
    )


def _check(espace: Espace, first: Ballot, _closing: ExitStack) -> Callable[[Ballot], object]:
    with espace.context.connection():
        scrutin = sealed_scrutin(first.elector, CODE).for_engines
    tool = find_tool()
    return lambda ballot: tool.check_ballot(scrutin, ballot.text.encode())


def _write(espace: Espace, first: Ballot, closing: ExitStack) -> Callable[[Ballot], object]:
    connection = closing.enter_context(psycopg.connect(espace.election.database.url or ""))
    with espace.context.connection():
        scrutin = sealed_scrutin(first.elector, CODE).row.id

    def write(ballot: Ballot) -> None:
        text = ballot.text
        connection.execute(SIGNATURE_SQL, (ballot.elector, scrutin, VOTE_OPEN, "bench"))
        row = (scrutin, tracker(text.encode()), ballot.credential, text)
        connection.execute(BALLOT_SQL, row)
        connection.commit()

    return write


ACTS: dict[str, Callable[[Espace, Ballot, ExitStack], Callable[[Ballot], object]]] = {
    DEPOSIT: _deposit,
    CHECK: _check,
    WRITE: _write,
}


if __name__ == "__main__":
    main()
