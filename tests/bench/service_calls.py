"""Calls of the services among many electors, without the time of the hash."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from models import Espace
from models.context import Context
from models.crypto.password_hashes import PasswordHashes
from models.rules.codes import token_in
from models.services.confirm_account import ConfirmAccount
from models.services.create_account import CreateAccount
from models.services.list_scrutins import ListScrutins
from models.services.sign_in import SignIn
from models.tables.mails import WaitingMail
from tests.bench.figures import Figure, percentile

ROUNDS = 300
WARM_UP = 10
CALLED = ROUNDS + WARM_UP
"""People who take the path, each once."""
LIMIT = 5.0
PASSWORD = "Bruyere6Aubrac"

Answer = TypeVar("Answer")


class TimedHashes(PasswordHashes):
    """Really hashes, and knows how long that took: `spent`, in seconds."""

    spent = 0.0

    def make(self, password: str) -> str:
        """Hash, and add the time."""
        return self._timed(lambda: super(TimedHashes, self).make(password))

    def verify(self, stored: str | None, password: str) -> bool:
        """Verify, and add the time."""
        return self._timed(lambda: super(TimedHashes, self).verify(stored, password))

    def _timed(self, work: Callable[[], Answer]) -> Answer:
        started = perf_counter()
        try:
            return work()
        finally:
            self.spent += perf_counter() - started


class Stopwatch:
    """Collects the milliseconds of calls, those of their hashes taken off."""

    def __init__(self, hashes: TimedHashes) -> None:
        """Take what knows the time of the hashes."""
        self._hashes = hashes
        self.times: dict[str, list[float]] = {}

    def time(self, name: str, call: Callable[[], Answer]) -> Answer:
        """Make a call, note its time under a name, and return its answer."""
        hashed, started = self._hashes.spent, perf_counter()
        answer = call()
        seconds = perf_counter() - started - (self._hashes.spent - hashed)
        self.times.setdefault(name, []).append(seconds * 1000)
        return answer


def service_calls(
    espace: Espace,
    addresses: Sequence[str],
    bare: Callable[[], None],
    *,
    limit: float = LIMIT,
    where: str = "",
) -> list[Figure]:
    """Return the 99th percentile of each call of the path, beside a bare transaction's.

    Args:
        espace: The open election.
        addresses: `CALLED` people without an account.
        bare: Writes one row in a transaction of its own, on the same kind of database.
        limit: Of each call, in milliseconds.
        where: What the names of the figures begin with.
    """
    hashes = TimedHashes(espace.election.security)
    context = replace(espace.context, hashes=hashes)
    watch = Stopwatch(hashes)
    for number, address in enumerate(addresses[:CALLED]):
        if number == WARM_UP:
            watch.times.clear()
        watch.time("bare", bare)
        _path(context, watch, address)
    yardstick = percentile(watch.times.pop("bare"), 99)
    return [
        Figure(f"{where}{name}, 99e centile", percentile(times, 99), "ms", yardstick, limit)
        for name, times in watch.times.items()
    ]


def _path(context: Context, watch: Stopwatch, address: str) -> None:
    """Take one person from the creation of the account to the scrutins."""
    pending = watch.time(
        "créer un compte",
        lambda: CreateAccount(context)(address, PASSWORD, PASSWORD, mailbox=None, source="bench"),
    )
    link = _link_of(context, address)
    watch.time(
        "confirmer un compte", lambda: ConfirmAccount(context)(pending, link, source="bench")
    )
    session = watch.time(
        "accéder à l'espace", lambda: SignIn(context)(address, PASSWORD, source="bench")
    )
    watch.time("lister les scrutins", lambda: ListScrutins(context)(session))


def _link_of(context: Context, address: str) -> str:
    """Return the token in the mail that waits for an address."""
    with context.connection():
        mail = WaitingMail.get(WaitingMail.recipient == address)
    body = context.seal.open(mail.body or "")
    return token_in(body, context.election.election.space_url) or ""


def bare_transactions(path: Path) -> Callable[[], None]:
    """Return a call that writes one row in a transaction of its own, with the same settings."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = wal")
    connection.execute("PRAGMA synchronous = normal")
    connection.execute("CREATE TABLE mark (id INTEGER PRIMARY KEY, at TEXT)")

    def write() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO mark (at) VALUES ('2014-11-28 09:30')")
        connection.execute("COMMIT")

    return write
