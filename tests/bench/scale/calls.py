"""The calls of the path and the administrator's status, among a million electors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from time import perf_counter

from peewee import Value

from models import Election, Espace, StatusAxis, TravelClock
from models.tables.accounts import AccountState, VoterAccount
from models.tables.electors import Elector
from tests.bench.bare_driver import BareCall, bare_driver
from tests.bench.figures import Figure
from tests.bench.moment import VOTE_OPEN
from tests.bench.scale.electorate import POSTGRESQL, SQLITE, Electorate
from tests.bench.service_calls import (
    CALLED,
    CONFIRM,
    CREATE,
    LIST,
    ON_A_FILE,
    ON_A_FILE_AIM,
    PASSWORD,
    SIGN_IN,
    Limits,
    service_calls,
)
from tests.bench.statements import noted
from tui.command_line.environment import postpone_collection, resume_collection

ON_A_SERVER = {
    CREATE: Limits(ratio=6.0, statements=32),
    CONFIRM: Limits(ratio=4.5, statements=40),
    SIGN_IN: Limits(ratio=5.0, statements=23),
    LIST: Limits(ratio=5.5, statements=5),
}
"""Measured with a million electors on two idle cores: 3.9 to 4.8, 3.4, 3.4 to 3.9 and 3.0 to
3.2; the statements of each are counted, as on a file."""
ON_A_SERVER_AIM = 10.0
"""Milliseconds of the 99th percentile on an idle machine."""
LIMITS = {SQLITE: (ON_A_FILE, ON_A_FILE_AIM), POSTGRESQL: (ON_A_SERVER, ON_A_SERVER_AIM)}
FEWEST, MOST, ENOUGH = 5, 30, 10.0
"""Rounds of a status; beyond the fewest, so many seconds are enough."""
STATUS_LIMITS = {
    (kind, axis): 2.2 if axis is StatusAxis.SCHOOL else 1.6
    for kind in (SQLITE, POSTGRESQL)
    for axis in StatusAxis
}
"""Times the CPU time of its own statements by the bare driver: 0.8 to 1.1 was measured, and up
to 1.6 by school, of which thousands are added up and sorted besides."""
STATUS_AIM = 1.0
"""Seconds on an idle machine."""


def calls(of: Electorate, kind: str) -> list[Figure]:
    """Return the calls of the path and the status on a loaded database.

    Args:
        of: What holds the loaded database.
        kind: « SQLite » or « PostgreSQL ».
    """
    election = of.loaded(kind)[0]
    with opened(election) as espace:
        _give_accounts(espace)
    name = f"copy_{kind.lower()}"
    copy = of.copy(kind, name, election)
    with opened(election) as espace:
        with bare_driver(espace, copy) as driver:
            figures = service_calls(
                espace, _people(espace), driver, *LIMITS[kind], where=f"{kind} : "
            )
        of.drop(kind, name)
        with bare_driver(espace, election) as driver:
            return [*figures, *_status(of, kind, espace, driver)]


@contextmanager
def opened(election: Election) -> Iterator[Espace]:
    """Open an election as a visit does: what it imports is left out of later collections."""
    postpone_collection()
    espace = Espace(election, TravelClock(VOTE_OPEN)).verify()
    resume_collection()
    try:
        yield espace
    finally:
        espace.close()


def _give_accounts(espace: Espace) -> None:
    """Give every other elector an account, about as many as voted in 2014 (41.73 %)."""
    now, stored = espace.clock.now(), espace.context.hashes.make(PASSWORD)
    with espace.context.transaction(unlimited=True):
        VoterAccount.insert_from(
            Elector.select(
                Elector.id,
                Value(stored),
                Value(AccountState.ACTIVE),
                Value(1),
                Value(now, converter=VoterAccount.created_at.db_value),
                Value(now, converter=VoterAccount.created_at.db_value),
            ).where(Elector.id.bin_and(1) == 1),
            [
                VoterAccount.elector,
                VoterAccount.password_hash,
                VoterAccount.state,
                VoterAccount.version,
                VoterAccount.created_at,
                VoterAccount.confirmed_at,
            ],
        ).execute()


def _people(espace: Espace) -> list[str]:
    """Return people of the whole roll who have no account."""
    with espace.context.connection():
        last = Elector.select(Elector.id).order_by(Elector.id.desc()).limit(1).scalar()
        spread = [2 * (1 + number * (last // CALLED // 2)) for number in range(CALLED)]
        return [row.mail for row in Elector.select(Elector.mail).where(Elector.id.in_(spread))]


def _status(of: Electorate, kind: str, espace: Espace, driver: BareCall) -> list[Figure]:
    """Return how long the administrator waits for the status, along each of its axes.

    Its statements only read: the yardstick sends them to the same database. The limit is of
    the CPU time, the server's included: some rounds are too few to be spared by other programs.
    """
    figures = []
    for axis in StatusAxis:
        rounds = _status_rounds(of, espace, driver, axis)
        seconds, bare, cpu, bare_cpu = zip(*rounds, strict=True)
        name = f"{kind} : status --by {axis.value}"
        figures += [
            Figure(name, median(seconds), "s", median(bare), None, aim=STATUS_AIM),
            Figure(
                f"{name}, temps de calcul",
                sum(cpu) / len(rounds),
                "s",
                sum(bare_cpu) / len(rounds),
                STATUS_LIMITS[kind, axis],
            ),
        ]
    return figures


def _status_rounds(
    of: Electorate, espace: Espace, driver: BareCall, axis: StatusAxis
) -> list[tuple[float, float, float, float]]:
    """Return seconds of several counts along an axis, of their statements alone, CPU of both."""
    rounds: list[tuple[float, float, float, float]] = []
    begun = perf_counter()
    while len(rounds) < FEWEST or (len(rounds) < MOST and perf_counter() - begun < ENOUGH):
        started, computed = perf_counter(), of.cpu_seconds()
        with noted(espace.context.store.database) as sent:
            espace.administration.count_progress(axis)
        between, computed_between = perf_counter(), of.cpu_seconds()
        driver.send(sent)
        ended, computed_ended = perf_counter(), of.cpu_seconds()
        rounds.append(
            (
                between - started,
                ended - between,
                computed_between - computed,
                computed_ended - computed_between,
            )
        )
    return rounds
