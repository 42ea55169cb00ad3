"""The last evening: nearly as many sign-ins as the cores can verify, offered to two processes.

On an idle machine of two cores that is a hundred a second, on PostgreSQL.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from itertools import chain
from time import perf_counter

from argon2 import PasswordHasher

from models import Election, Espace, TravelClock
from models.crypto.bound_hashes import Owner
from models.tables.accounts import AccountState, VoterAccount
from models.tables.electors import Elector
from tests.architecture.source_tree import ROOT
from tests.bench.figures import Figure
from tests.bench.moment import VOTE_OPEN
from tests.bench.scale.evening_visits import PASSWORD, SECONDS, Evening, Outcome

PROCESSES = 2
OFFERED = 0.87
"""Sign-ins a second, to all the processes together, of what argon2 alone does in the same run."""
MOST_OFFERED = 100.0
"""Sign-ins a second; each person who waits is a thread."""
LEAST_THROUGHPUT = 0.45
"""Of what argon2 alone does in the same run: 0.50 to 0.67 was measured. Beside its hash a sign-in
takes 6 ms of a core for its statements and 1 ms of the database's."""
MOST_MEMORY = 256.0
"""MiB of a process with all who wait in it: hashes need 19 a core."""
MOST_OVERTAKEN = 8.0
"""Places: between arriving and taking a number, tries are counted over as many connections
(`[database] connections` of each process)."""
ALONE_SECONDS = 5.0


def evening(election: Election) -> list[Figure]:
    """Return what the last evening asks of a database of at least 3 000 electors.

    All come with the right password, in their own time; more come than the
    cores can verify, so that a queue grows until the last has come.
    """
    before = _alone(election)
    offered = min(OFFERED * before, MOST_OFFERED)
    addresses = active_accounts(election, round(offered * SECONDS))
    outcomes = _evening(election, addresses, offered)
    # On both sides of the evening: others may have become busy meanwhile.
    alone = (before + _alone(election)) / 2
    verified = sorted(chain.from_iterable(outcome.verified for outcome in outcomes))
    begun = min(arrival for arrival, _, _ in verified)
    rate = sum(end <= begun + SECONDS for _, _, end in verified) / SECONDS
    return [
        Figure("soir : accès par seconde", rate, "/s", alone, LEAST_THROUGHPUT, at_least=True),
        *_counts(outcomes, verified),
        Figure(
            "soir : mémoire d'un processus, pointe",
            max(outcome.peak_mib for outcome in outcomes),
            "Mio",
            max(outcome.idle_mib for outcome in outcomes),
            MOST_MEMORY,
            absolute=True,
        ),
    ]


def _counts(
    outcomes: Sequence[Outcome], verified: Sequence[tuple[float, float, float]]
) -> list[Figure]:
    """Return what is counted, and is the same on a slower machine."""
    counts = [
        ("soir : hachages à la fois, au plus", _most_at_once(verified), os.cpu_count() or 1),
        ("soir : accès refusés ou en panne", sum(outcome.refused for outcome in outcomes), 0),
        ("soir : places gagnées sur qui attendait", _overtaken(verified), MOST_OVERTAKEN),
    ]
    told = max(outcome.told for outcome in outcomes)
    return [
        *(Figure(name, count, "", None, limit, absolute=True) for name, count, limit in counts),
        Figure(
            "soir : personnes à qui leur rang a été dit",
            told,
            "",
            None,
            1,
            at_least=True,
            absolute=True,
        ),
    ]


def active_accounts(election: Election, people: int) -> list[str]:
    """Give so many electors an account whose password is known; return their addresses."""
    espace = Espace(election, TravelClock(VOTE_OPEN))
    encoded = espace.context.hashes.make(PASSWORD)
    now = espace.clock.now()
    with espace.context.transaction(unlimited=True):
        electors = list(
            Elector.select(Elector.id, Elector.uid, Elector.mail)
            .where(Elector.id.not_in(VoterAccount.select(VoterAccount.elector)))
            .limit(people)
        )
        rows = [
            {
                "elector": elector.id,
                "password_hash": espace.context.passwords.bind(encoded, Owner.voter(elector.uid)),
                "state": AccountState.ACTIVE,
                "created_at": now,
                "confirmed_at": now,
            }
            for elector in electors
        ]
        for start in range(0, len(rows), 500):
            VoterAccount.insert_many(rows[start : start + 500]).execute()
    espace.close()
    assert len(electors) == people, "this roll has too few electors without an account"
    return [elector.mail for elector in electors]


def _alone(election: Election) -> float:
    """Return the verifications a second of argon2-cffi in as many threads as cores."""
    security = election.security
    hasher = PasswordHasher(
        time_cost=security.argon2_time,
        memory_cost=security.argon2_memory,
        parallelism=security.argon2_parallelism,
    )
    stored, threads, started = hasher.hash(PASSWORD), os.cpu_count() or 1, perf_counter()

    def repeat(_: int) -> int:
        done = 0
        while perf_counter() - started < ALONE_SECONDS:
            assert hasher.verify(stored, PASSWORD)
            done += 1
        return done

    with ThreadPoolExecutor(threads) as pool:
        done = sum(pool.map(repeat, range(threads)))
    return done / (perf_counter() - started)


def _evening(election: Election, addresses: Sequence[str], offered: float) -> list[Outcome]:
    """Hold the evening in its processes, all of them ready before anyone comes."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.bench.scale.evening_visits"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(PROCESSES)
    ]
    for number, process in enumerate(processes):
        section = election.database
        order = Evening(
            section.url or "",
            str(section.keys),
            tuple(addresses[number::PROCESSES]),
            offered / PROCESSES,
        )
        assert process.stdin is not None
        process.stdin.write(json.dumps(asdict(order)) + "\n")
        process.stdin.flush()
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    outcomes = []
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        told, _ = process.communicate()
        assert process.returncode == 0
        outcomes.append(Outcome(**json.loads(told)))
    return outcomes


def _most_at_once(verified: Sequence[tuple[float, float, float]]) -> float:
    """Return how many verifications went on at the same time at most."""
    steps = sorted(
        chain.from_iterable(((start, 1), (end, -1)) for _, start, end in verified),
        key=lambda step: (step[0], step[1]),
    )
    inside = most = 0
    for _, change in steps:
        inside += change
        most = max(most, inside)
    return float(most)


def _overtaken(verified: Sequence[tuple[float, float, float]]) -> float:
    """Return by how many places a person was verified before their rank of arrival, at most."""
    by_start = sorted(range(len(verified)), key=lambda place: verified[place][1])
    return float(max(place - rank for rank, place in enumerate(by_start)))
