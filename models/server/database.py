"""A PostgreSQL server as the election's database: pooled connections, every wait bounded."""

from __future__ import annotations

import select
from collections.abc import Generator
from contextlib import nullcontext
from functools import cache
from math import ceil
from time import monotonic, sleep
from typing import Any, TypeVar, cast

from peewee import PostgresqlDatabase

from models.database_faults import SILENT, unavailable
from models.errors import DatabaseBusy
from models.password_file import read_password
from models.server.pool import ConnectionPool, PooledConnection
from models.server.url import database_name
from models.settings.database import DatabaseSection

T = TypeVar("T")

SPARE = 3.0
"""Seconds that the server has, beyond its own limit on a statement, to say that it was reached."""

TRUSTED = 0.5
"""Seconds for which a server that spoke is not asked again: asking is a third of a call's time."""

ASK_AGAIN = 0.2
"""Seconds between two requests to a server that has all the connections it takes."""

APPLICATION = "espace-electeur"
"""What the server's administrator sees beside each connection, unless the URL names another."""

ALONE = 0x656C6563746F7273
"""The number of the lock among those of the database, "electors" in ASCII."""

KEEPALIVE = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}
"""Seconds and times: a machine that vanished is noticed after 25 s also where nothing is sent."""


class ServerDatabase(PostgresqlDatabase):
    """A database on a server; its connections are the pool's."""

    def __init__(self, section: DatabaseSection, *, lock_wait: float) -> None:
        """Take where the server is; nothing is opened or read yet.

        Args:
            section: `[database]` of the election file.
            lock_wait: Seconds that a statement waits for a lock.
        """
        self._section = section
        self._limits = _limits(section, lock_wait)
        self._patience = max(section.statement_seconds.total_seconds(), lock_wait) + SPARE
        self.pool = ConnectionPool(
            self._open,
            most=section.connections,
            wait=section.connection_wait.total_seconds(),
            idle=section.idle_seconds.total_seconds(),
        )
        super().__init__(database_name(section.url or ""), autoconnect=False)
        # Peewee holds its lock while it connects: one server that does not
        # answer would make the calls of a process wait one after the other.
        self._lock = nullcontext()

    def lift_limits(self) -> None:
        """Let the statements of this thread's connection last as long as they need."""
        self._run("SET statement_timeout = 0")
        self._run("SET idle_in_transaction_session_timeout = 0")
        cast(Any, self).connection().patience = None

    def wait_to_be_alone(self) -> None:
        """Take the lock of who changes the tables; wait without end where another has it.

        It goes with this thread's connection, whose limits are lifted.
        """
        self.lift_limits()
        with self.atomic():
            self._run("SET LOCAL lock_timeout = 0")
            self._run(f"SELECT pg_advisory_lock({ALONE})")

    def _run(self, statement: str) -> None:
        cast(Any, self).execute_sql(statement)

    def _connect(self) -> PooledConnection:
        return self.pool.take()

    def _close(self, connection: PooledConnection) -> None:
        self.pool.give_back(connection)

    def _open(self) -> PooledConnection:
        """Open a connection, with the password as the file has it now.

        Raises:
            DatabaseAway: The file of the password is not usable.
        """
        section = self._section
        settings: dict[str, Any] = {
            "autocommit": True,
            "connect_timeout": ceil(section.connect_seconds.total_seconds()),
            "options": self._limits,
            "fallback_application_name": APPLICATION,
            "tcp_user_timeout": int(self._patience * 1000),
            **KEEPALIVE,
        }
        if section.password_file is not None:
            settings["password"] = read_password(section.password_file)
        connection = self._admitted(settings)
        connection.patience = self._patience
        connection.greeting_patience = section.connect_seconds.total_seconds()
        return cast(PooledConnection, connection)

    def _admitted(self, settings: dict[str, Any]) -> Any:
        """Connect, again as long as the server has no room: others leave within seconds."""
        deadline = monotonic() + self.pool.wait
        while True:
            try:
                return connection_class().connect(self._section.url, **settings)
            except Exception as error:
                full = isinstance(unavailable(error), DatabaseBusy)
                if not full or monotonic() + ASK_AGAIN > deadline:
                    raise
            sleep(ASK_AGAIN)


def _limits(section: DatabaseSection, lock_wait: float) -> str:
    """Return the start-up options by which the server itself bounds every wait."""
    statement = ceil(section.statement_seconds.total_seconds() * 1000)  # 0 were no limit
    return (
        f"-c statement_timeout={statement} -c lock_timeout={int(lock_wait * 1000)}"
        f" -c idle_in_transaction_session_timeout={statement}"
    )


@cache
def connection_class() -> type[Any]:
    """Return psycopg's connection with a bound on every wait; psycopg is an extra."""
    import psycopg
    from psycopg.pq import TransactionStatus

    class PatientConnection(psycopg.Connection[Any]):
        """A connection that gives a silent server up.

        Attributes:
            patience: Seconds that one answer is waited for, None: without end.
            greeting_patience: The same for the question whether the server is there.
        """

        patience: float | None = None
        greeting_patience: float = 0.0

        def wait(self, gen: Any, *arguments: Any, **options: Any) -> Any:
            """Wait for an answer; close the connection where none comes."""
            if self.patience is None:
                return super().wait(gen, *arguments, **options)
            try:
                return super().wait(within(gen, self.patience), *arguments, **options)
            except TimeoutError as silence:
                self.close()
                raise psycopg.OperationalError(SILENT) from silence

        def answers(self, idle: float) -> bool:
            """Return whether the server is still there: it is asked, unless it just spoke."""
            if idle < TRUSTED:
                return not _has_something_to_say(self.fileno())
            usual, self.patience = self.patience, self.greeting_patience
            try:
                self.execute("")
            except psycopg.Error:
                return False
            self.patience = usual
            return True

        def may_be_kept(self) -> bool:
            """Return whether it is idle and has its limits."""
            status = self.pgconn.transaction_status
            return status == TransactionStatus.IDLE and self.patience is not None

    return PatientConnection


def _has_something_to_say(descriptor: int) -> bool:
    """Return whether a server speaks unasked: it only does so to take its leave."""
    look = select.poll()
    look.register(descriptor, select.POLLIN)
    return bool(look.poll(0))


def within(steps: Generator[T, int, Any], seconds: float) -> Generator[T, int, Any]:
    """Return psycopg's steps of one exchange, bounded in time.

    Psycopg sends 0 into them each tenth of a second in which nothing came.

    Raises:
        TimeoutError: Nothing came for too long.
    """
    deadline = monotonic() + seconds
    try:
        wanted = next(steps)
        while True:
            came = yield wanted
            if not came and monotonic() > deadline:
                raise TimeoutError
            wanted = steps.send(came)
    except StopIteration as done:
        return done.value
