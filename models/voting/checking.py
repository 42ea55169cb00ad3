"""Checking many ballots on all cores, few of them held at once."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread

from models.errors import BallotRefused
from models.voting.ballots import check_to_add_up
from models.voting.counting import Tally, add_up
from models.voting.elections import PublicElection, parse_election
from models.voting.group import Point

BALLOTS_AT_ONCE = 64
"""Ballots that a process checks before it answers: a second or less, so that progress is seen."""
FEW = 2 * BALLOTS_AT_ONCE
"""Ballots that one process has checked before others have started."""


@dataclass(frozen=True, slots=True)
class WrongBallot:
    """A ballot that is not what the protocol asks for; it was not added up.

    Attributes:
        cause: What was found, for the logs.
    """

    cause: str


@dataclass(frozen=True, slots=True)
class CheckedBallots:
    """Some ballots that were checked whole.

    Attributes:
        found: Of each ballot, in their order, its credential, or what is wrong with it.
        total: What those that are right add up to.
    """

    found: tuple[Point | WrongBallot, ...]
    total: Tally


def cores() -> int:
    """Return how many processes can run at once here."""
    return len(os.sched_getaffinity(0))


@contextmanager
def checkers(processes: int) -> Iterator[Executor | None]:
    """Give processes that check ballots; None if this one is enough.

    Args:
        processes: How many.
    """
    if processes == 1:
        yield None
        return
    # Whoever counts may have threads, which a forked process would lose.
    with ProcessPoolExecutor(processes, get_context("spawn"), initializer=_serve) as executor:
        try:
            yield executor
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            raise


def check_ballots(
    election: PublicElection, ballots: Iterable[bytes], executor: Executor | None
) -> Iterator[CheckedBallots]:
    """Yield ballots that were checked, some at a time, in their order.

    Args:
        election: The scrutin.
        ballots: They are read as they are needed, some hundred ahead.
        executor: What `checkers` gives.
    """
    remaining = iter(ballots)
    running: deque[Future[CheckedBallots]] = deque()
    while some := tuple(islice(remaining, BALLOTS_AT_ONCE)):
        if executor is None:
            yield _check(election.text, some)
            continue
        running.append(executor.submit(_check, election.text, some))
        if len(running) > 2 * cores():
            yield running.popleft().result()
    while running:
        yield running.popleft().result()


def _check(election_text: bytes, ballots: tuple[bytes, ...]) -> CheckedBallots:
    election = _election(election_text)
    found: list[Point | WrongBallot] = []
    right: list[Tally] = []
    for each in ballots:
        try:
            credential, encrypted = check_to_add_up(election, each)
        except BallotRefused as error:
            found.append(WrongBallot(error.cause))
        else:
            found.append(credential)
            right.append(encrypted)
    return CheckedBallots(tuple(found), add_up(election.lists, right))


@lru_cache(maxsize=1)
def _election(text: bytes) -> PublicElection:
    return parse_election(text)


def _serve() -> None:
    """Prepare a process that checks: it ends with whoever started it, and with nobody else."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches all; one says what was done
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when its parent is gone: killed, it cannot tell, and nobody else would."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
