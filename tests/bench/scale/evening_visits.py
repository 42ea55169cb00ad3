"""One of the evening's processes: people come at their own rate, each waits in a thread."""

from __future__ import annotations

import json
import resource
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import TypeVar

from models import Espace, EspaceError, TravelClock
from models.context import Context
from models.crypto.password_hashes import PasswordHashes
from models.services.accounts.access import sign_in
from tests.bench.moment import VOTE_OPEN
from tests.bench.scale.importing import peak_mib
from tests.models.databases import election_on

Answer = TypeVar("Answer")

PASSWORD = "Bruyere6Causses"
SECONDS = 30
KIOSKS = 300
"""Sources among which the visits are spread."""


@dataclass(frozen=True)
class Evening:
    """What a process is given: the database, who comes, and how many a second."""

    url: str
    keys: str
    addresses: tuple[str, ...]
    rate: float


@dataclass
class Outcome:
    """What a process reports.

    Attributes:
        verified: Arrival, beginning and end of each verification, in seconds of
            the machine's clock.
        told: How many were told that others come before them.
        peak_mib: Largest resident memory.
        idle_mib: The same before anyone came.
    """

    verified: list[tuple[float, float, float]] = field(default_factory=list)
    refused: int = 0
    told: int = 0
    peak_mib: float = 0.0
    idle_mib: float = 0.0


class NotedHashes(PasswordHashes):
    """Notes for each thread when its last hash really began and ended: `last.moments`."""

    last = threading.local()

    def _in_turn(self, work: Callable[[], Answer]) -> Answer:
        moments: list[float] = []

        def noted() -> Answer:
            moments.append(monotonic())
            try:
                return work()
            finally:
                moments.append(monotonic())

        try:
            return super()._in_turn(noted)
        finally:
            self.last.moments = moments


def _visit(context: Context, outcome: Outcome, address: str, number: int) -> None:
    arrival = monotonic()
    try:
        sign_in(context, address, PASSWORD, source=f"kiosque-{number % KIOSKS}")
    except EspaceError as error:
        outcome.refused += 1
        print(type(error).__name__, error.__cause__, file=sys.stderr)
    else:
        outcome.verified.append((arrival, *NotedHashes.last.moments))


def _hold(espace: Espace, order: Evening) -> Outcome:
    hashes = NotedHashes(espace.election.security)
    context = replace(espace.context, hashes=hashes)
    outcome = Outcome(idle_mib=peak_mib())
    visits: list[threading.Thread] = []
    begun = monotonic()
    for number, address in enumerate(order.addresses):
        sleep(max(0.0, begun + number / order.rate - monotonic()))
        visit = partial(_visit, context, outcome, address, number)
        visits.append(threading.Thread(target=visit))
        visits[-1].start()
        if number % 10 == 0 and hashes.people_ahead():
            outcome.told += 1
    for thread in visits:
        thread.join()
    outcome.peak_mib = peak_mib()
    return outcome


def main() -> None:
    """Take the order on standard input, wait for the word, print the outcome."""
    told = json.loads(sys.stdin.readline())
    order = Evening(told["url"], told["keys"], tuple(told["addresses"]), told["rate"])
    most, hardest = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(most, hardest), hardest))
    espace = Espace(election_on(order.url, Path(order.keys)), TravelClock(VOTE_OPEN)).verify()
    espace.context.require_keys()
    print("ready", flush=True)
    sys.stdin.readline()
    outcome = _hold(espace, order)
    espace.close()
    print(json.dumps(asdict(outcome)))


if __name__ == "__main__":
    main()
