"""Ballots checked on all cores: in their order, a wrong one named, and nobody left behind."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import pytest

from models.voting import checking
from models.voting.checking import WrongBallot, check_ballots, checkers
from models.voting.counting import add_up, parse_tally, tally_text
from models.voting.group import parse_point
from models.voting.messages import Ballot, canonical
from tests.architecture.source_tree import ROOT
from tests.models.postgresql.watching import wait_until
from tests.models.voting.elections import SmallElection, forged_ballot, hold_election

ABANDONED = """
import time
from models.voting.checking import checkers

if __name__ == "__main__":
    with checkers(2) as executor:
        for future in [executor.submit(time.sleep, 0.1) for _ in range(2)]:
            future.result()
        print(*executor._processes, flush=True)
        time.sleep(60)
"""


@pytest.mark.parametrize("processes", [1, 2])
def test_they_come_in_their_order_and_a_wrong_one_is_not_added_up(processes: int) -> None:
    held = hold_election(2, 100)
    cast = [held.ballot(voter, voter % 3) for voter in range(70)]
    wrong = forged_ballot(held, [0, 1, 1])
    election = held.scrutin.election
    with checkers(processes) as executor:
        checked = list(check_ballots(election, [*cast[:65], wrong, *cast[65:]], executor))
    found = list(chain.from_iterable(one.found for one in checked))
    place = found.index(next(one for one in found if isinstance(one, WrongBallot)))
    assert place == 65
    assert isinstance(found[place], WrongBallot)
    credentials = [parse_point(canonical(text, Ballot).credential) for text in cast]
    assert found[:place] + found[place + 1 :] == credentials
    assert add_up(2, (one.total for one in checked)) == held.tally(cast)


def test_only_some_ballots_are_read_ahead(
    held: SmallElection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A million ballots are never in memory at once."""
    monkeypatch.setattr(checking, "BALLOTS_AT_ONCE", 1)
    monkeypatch.setattr(checking, "cores", lambda: 1)
    ballot, read = held.ballot(0, 1), 0

    def ballots() -> Iterator[bytes]:
        nonlocal read
        for _ in range(8):
            read += 1
            yield ballot

    with ThreadPoolExecutor(1) as executor:
        for done, one in enumerate(check_ballots(held.scrutin.election, ballots(), executor), 1):
            assert len(one.found) == 1
            assert read <= done + 2
    assert (done, read) == (8, 8)


@pytest.mark.parametrize("ballots", [0, 2])
def test_a_tally_is_read_as_it_was_archived(held: SmallElection, ballots: int) -> None:
    tally = held.tally([held.ballot(voter, 1) for voter in range(ballots)])
    assert parse_tally(tally_text(tally)) == tally
    with pytest.raises(ValueError, match="canonical"):
        parse_tally(tally_text(tally) + b" ")


def test_processes_end_with_the_one_that_was_killed(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    program = tmp_path_factory.mktemp("abandoned") / "abandoned.py"
    program.write_text(ABANDONED)
    with subprocess.Popen(
        [sys.executable, program],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
    ) as parent:
        assert parent.stdout is not None
        children = [int(number) for number in parent.stdout.readline().split()]
        assert len(children) == 2
        parent.kill()
    wait_until(lambda: not any(_runs(number) for number in children))


def _runs(number: int) -> bool:
    """Return whether a process runs; one that has ended may wait for whoever takes notice."""
    try:
        with open(f"/proc/{number}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
