"""A day at the helpdesk: twenty agents and five hundred visits at once, on PostgreSQL."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from math import sqrt
from time import perf_counter, sleep

from models import Election, StaffRole
from tests.architecture.source_tree import ROOT
from tests.bench.bare_driver import bare_driver
from tests.bench.figures import Figure, by_rank, percentile
from tests.bench.scale.calls import opened
from tests.bench.scale.desk_parts import AGENTS, CREW, LOOK, SECONDS, Order, Outcome
from tests.bench.scale.electorate import POSTGRESQL, Electorate
from tests.bench.scale.evening import active_accounts
from tests.bench.scale.finding import LIMIT, typed_names
from tests.bench.statements import noted

VISITS = 500
SEARCH_AIM, DELAY_AIM = 50.0, 1_000.0
"""Milliseconds of the 95th percentiles on an idle machine: the issue's."""
TWO_LOOKS = LOOK * 1000 * (2 - sqrt(2 * 0.05))
"""The 95th percentile of two waits for the next look, the visit's and the agent's, in ms."""
DELAY_LIMIT = DELAY_AIM / TWO_LOOKS
PAUSE = 0.2
"""Seconds between two of them: without it the yardstick would take a core of those who work."""
SAMPLE = 40
"""Searches whose statements the bare driver repeats meanwhile."""


def desk_day(of: Electorate) -> list[Figure]:
    """Return how long agents wait for a search, and for what a followed visit shows."""
    election = of.loaded(POSTGRESQL)[0]
    addresses = active_accounts(election, VISITS)
    words = _prepared(election, of.electors)
    parts = [
        _started(election, "visits", addresses, words),
        *(_started(election, "agents", addresses, words, crew) for crew in range(AGENTS // CREW)),
    ]
    bare = _bare_meanwhile(election, parts)
    outcomes = [_outcome(part) for part in parts]
    searches = [took for one in outcomes for took in one.searches]
    delays = [took for one in outcomes for took in one.delays]
    failed = sum(one.failed for one in outcomes)
    return [
        *by_rank(
            f"assistance : chercher, {AGENTS} agents et {VISITS} visites",
            searches,
            bare,
            LIMIT,
            (50, 95),
            SEARCH_AIM,
        ),
        Figure(
            "assistance : retard de qui suit, 95e centile",
            percentile(delays, 95),
            "ms",
            TWO_LOOKS,
            DELAY_LIMIT,
            aim=DELAY_AIM,
        ),
        Figure("assistance : appels en panne", failed, "", None, 0, absolute=True),
    ]


def _prepared(election: Election, electors: int) -> list[str]:
    """Index the roll if need be, and return what agents type."""
    with opened(election) as espace:
        if not espace.desk.list_staff():
            espace.desk.add_staff("premier", StaffRole.AGENT, source="bench")
        espace.desk.refresh_search()
        with espace.context.connection():
            return [words for words, _ in typed_names(electors)]


def _started(
    election: Election, part: str, addresses: list[str], words: list[str], crew: int = 0
) -> subprocess.Popen[str]:
    """Start a part of the day; it says when it is ready."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.scale.desk_parts", part],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    section = election.database
    order = Order(section.url or "", str(section.keys), addresses, words, crew)
    assert process.stdin is not None
    process.stdin.write(json.dumps(asdict(order)) + "\n")
    process.stdin.flush()
    return process


def _bare_meanwhile(election: Election, parts: list[subprocess.Popen[str]]) -> list[float]:
    """Let the parts begin, and repeat searches by the bare driver as long as they last."""
    with opened(election) as espace:
        first = espace.desk.add_staff("etalon", StaffRole.AGENT, source="bench")
        session = espace.desk.sign_in("etalon", first, source="bench")
        session = espace.desk.change_password(session, "Trois lampes bleues au jardin", source="b")
        sent = []
        with espace.context.connection():
            names = [words for words, _ in typed_names(1_000)][:SAMPLE]
        for words in names:
            with noted(espace.context.store.database) as statements:
                espace.desk.search(session, words)
            sent.append(statements)
        codes, *_ = [_ready(part) for part in parts]
        for part in parts:
            assert part.stdin is not None
            part.stdin.write(codes)
            part.stdin.flush()
        took: list[float] = []
        with bare_driver(espace, election) as driver:
            begun = perf_counter()
            while perf_counter() - begun < SECONDS:
                started = perf_counter()
                driver.send(sent[len(took) % len(sent)])
                took.append((perf_counter() - started) * 1000)
                sleep(PAUSE)
    return took


def _ready(part: subprocess.Popen[str]) -> str:
    """Wait until a part is ready; return its line: the codes of the visits to be followed."""
    assert part.stdout is not None
    return part.stdout.readline()


def _outcome(part: subprocess.Popen[str]) -> Outcome:
    told, _ = part.communicate()
    assert part.returncode == 0
    return Outcome(**json.loads(told))
