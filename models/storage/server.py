"""A PostgreSQL server as the election's database: pooled connections, every wait bounded."""

from __future__ import annotations

from contextlib import nullcontext
from math import ceil
from time import monotonic, sleep
from typing import Any, cast

from peewee import PostgresqlDatabase

from models.errors import DatabaseBusy, DatabaseUnavailable, SecretFileUnusable
from models.files.secret import read_password
from models.settings.database import DatabaseSection
from models.settings.server_url import database_name
from models.storage.faults import unavailable
from models.storage.idle_connections import PooledConnection
from models.storage.patient_connection import connection_class
from models.storage.pool import ConnectionPool
from models.storage.system_certificates import name_system_certificates

SPARE = 3.0
"""Seconds that the server has, beyond its own limit on a statement, to say that it was reached."""

ASK_AGAIN = 0.2
"""Seconds between two requests to a server that has all the connections it takes."""

APPLICATION = "espace-electeur"
"""What the server's administrator sees beside each connection, unless the URL names another."""

KEEPALIVE = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}
"""Seconds and times: a machine that vanished is noticed after 25 s also if nothing is sent."""


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

    def _run(self, statement: str) -> None:
        cast(Any, self).execute_sql(statement)

    def _connect(self) -> PooledConnection:
        return self.pool.take()

    def _close(self, connection: PooledConnection) -> None:
        self.pool.give_back(connection)

    def _open(self) -> PooledConnection:
        """Open a connection, with the password as the file has it now.

        Raises:
            DatabaseUnavailable: The file of the password is not usable.
        """
        section = self._section
        name_system_certificates(section.url or "")
        settings: dict[str, Any] = {
            "autocommit": True,
            "connect_timeout": ceil(section.connect_seconds.total_seconds()),
            "options": self._limits,
            "fallback_application_name": APPLICATION,
            "tcp_user_timeout": int(self._patience * 1000),
            **KEEPALIVE,
        }
        if section.password_file is not None:
            try:
                settings["password"] = read_password(section.password_file)
            except SecretFileUnusable as error:
                raise DatabaseUnavailable(reason=error.reason) from error
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
