"""Calls of the services among many electors, beside the statements that they send.

The time of the hash is left out. Each call is followed by its yardstick: the bare driver
sends the same statements, in the same transactions, to a copy of the database, which
thereby stays the same as the one that is measured.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import TypeVar

from models import Espace
from models.context import Context
from models.crypto.password_hashes import PasswordHashes
from models.rules.codes import token_in
from models.services.accounts.access import sign_in
from models.services.accounts.confirmation import confirm_account
from models.services.accounts.creation import create_account
from models.services.accounts.sessions import list_scrutins
from models.services.sending.outgoing import opened_letter
from models.tables.mails import WaitingMail
from tests.bench.bare_driver import BareCall
from tests.bench.figures import Figure, by_rank
from tests.bench.statements import noted

ROUNDS = 300
WARM_UP = 10
CALLED = ROUNDS + WARM_UP
"""People who take the path, each once."""
PASSWORD = "Bruyere6Causses"

Answer = TypeVar("Answer")


CREATE, CONFIRM = "créer un compte", "confirmer un compte"
SIGN_IN, LIST = "accéder à l'espace", "lister les scrutins"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a call may take.

    Attributes:
        ratio: Of its first decile to that of its statements sent by the bare driver.
        statements: That it may send, connections to a file that it opens among them. The
            yardstick sends as many: only this limit notices more of them.
    """

    ratio: float
    statements: int


ON_A_FILE = {
    CREATE: Limits(ratio=7.5, statements=30),
    CONFIRM: Limits(ratio=4.5, statements=42),
    SIGN_IN: Limits(ratio=5.0, statements=24),
    LIST: Limits(ratio=5.5, statements=5),
}
"""Measured on two idle cores: 6.2, 3.3, 4.0, 3.6. Scrutins are asked for with where one votes here,
and where one has."""
ON_A_FILE_AIM = 10.0
"""Milliseconds of the 99th percentile on an idle machine."""


class TimedHashes(PasswordHashes):
    """Really hashes, and knows how long that took: `spent`, in seconds."""

    spent = 0.0

    def make(self, password: str) -> str:
        """Hash, and add the time."""
        return self._timed(lambda: super(TimedHashes, self).make(password))

    def verify(self, stored: str | None, password: str, *, usual: str | None = None) -> bool:
        """Verify, and add the time."""
        return self._timed(lambda: super(TimedHashes, self).verify(stored, password, usual=usual))

    def _timed(self, work: Callable[[], Answer]) -> Answer:
        started = perf_counter()
        try:
            return work()
        finally:
            self.spent += perf_counter() - started


class Stopwatch:
    """Collects the milliseconds of calls, those of their hashes taken off.

    Attributes:
        times: Of the calls, by name.
        bare: Of their statements sent by the driver alone, in the same order.
        statements: How many each call has sent, connections that it took among them.
    """

    def __init__(self, context: Context, hashes: TimedHashes, driver: BareCall) -> None:
        """Take the open election, what knows the time of the hashes, and the yardstick."""
        self._database = context.store.database
        self._hashes = hashes
        self._driver = driver
        self.times: dict[str, list[float]] = {}
        self.bare: dict[str, list[float]] = {}
        self.statements: dict[str, list[int]] = {}

    def clear(self) -> None:
        """Forget what was collected."""
        self.times.clear()
        self.bare.clear()
        self.statements.clear()

    def time(self, name: str, call: Callable[[], Answer]) -> Answer:
        """Make a call, note its time and its yardstick's under a name, and return its answer."""
        with noted(self._database) as sent:
            hashed, started = self._hashes.spent, perf_counter()
            answer = call()
            seconds = perf_counter() - started - (self._hashes.spent - hashed)
        self.times.setdefault(name, []).append(seconds * 1000)
        connections = {id(one.connection) for one in sent}
        self.statements.setdefault(name, []).append(len(sent) + len(connections))
        started = perf_counter()
        self._driver.send(sent)
        self.bare.setdefault(name, []).append((perf_counter() - started) * 1000)
        return answer


def service_calls(
    espace: Espace,
    addresses: Sequence[str],
    driver: BareCall,
    limits: Mapping[str, Limits],
    aim: float,
    where: str = "",
) -> list[Figure]:
    """Return the times of each call of the path by rank, and how many statements it sends.

    Args:
        espace: The open election.
        addresses: `CALLED` people without an account.
        driver: Sends statements to a copy of the election's database.
        limits: Of each call by name.
        aim: Milliseconds of the 99th percentile of each call on an idle machine.
        where: What the names of the figures begin with.
    """
    hashes = TimedHashes(espace.election.security)
    context = replace(espace.context, hashes=hashes)
    watch = Stopwatch(context, hashes, driver)
    for number, address in enumerate(addresses[:CALLED]):
        if number == WARM_UP:
            watch.clear()
        take_path(context, watch, address)
    return [
        figure
        for name, limited in limits.items()
        for figure in _figures(watch, name, limited, aim, where)
    ]


def _figures(watch: Stopwatch, name: str, limits: Limits, aim: float, where: str) -> list[Figure]:
    return [
        *by_rank(f"{where}{name}", watch.times[name], watch.bare[name], limits.ratio, [99], aim),
        Figure(
            f"{where}{name}, instructions et connexions",
            max(watch.statements[name]),
            "",
            None,
            limits.statements,
            absolute=True,
        ),
    ]


def take_path(context: Context, watch: Stopwatch, address: str) -> None:
    """Take one person from the creation of the account to the scrutins, at a place of their own."""
    source = f"bench {address}"  # one place has only so many requests in ten minutes
    pending = watch.time(
        CREATE,
        lambda: create_account(context, address, PASSWORD, PASSWORD, mailbox=None, source=source),
    )
    link = _link_of(context, address)
    watch.time(
        CONFIRM,
        lambda: confirm_account(context, pending, link, password=PASSWORD, source=source),
    )
    session = watch.time(SIGN_IN, lambda: sign_in(context, address, PASSWORD, source=source))
    watch.time(LIST, lambda: list_scrutins(context, session))


def _link_of(context: Context, address: str) -> str:
    """Return the token in the mail that waits for an address."""
    with context.connection():
        mail = WaitingMail.get(WaitingMail.recipient == address)
    body = opened_letter(context, mail).body
    return token_in(body, context.election.election.space_url) or ""
