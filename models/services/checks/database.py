"""The database: whether it answers, which one it is, whether the way to it is protected."""

from __future__ import annotations

import sqlite3
from typing import Any

from peewee import PostgresqlDatabase

from models.context import Context
from models.services.checks.outcome import Outcome, bad, good
from models.tables.base import database
from models.tables.installation import Installation

MARK = "check"
"""Name of the fact that is written to see whether it can be, and not kept."""


def check_database(context: Context) -> list[Outcome]:
    """Connect, with the migrations that the program expects.

    Raises:
        Unavailable: It cannot be reached or written, or is older or newer than the
            program.
    """
    with context.connection(any_keys=True):
        _require_writable()
        if not isinstance(context.database, PostgresqlDatabase):
            return [good(f"SQLite {sqlite3.sqlite_version}, à jour.")]
        (version,) = _row("SHOW server_version")
        encrypted, local = _row(
            "SELECT COALESCE((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false), "
            "inet_server_addr() IS NULL OR inet_server_addr() <<= inet '127.0.0.0/8'",
        )
    found = good(f"PostgreSQL {str(version).split(' ')[0]}, à jour.")
    return [found, _protection(bool(encrypted), bool(local))]


def _require_writable() -> None:
    """Write a row, and take it back at once."""
    with database.atomic() as transaction:
        Installation.insert(name=MARK, value="").on_conflict_ignore().execute()
        transaction.rollback()


def _protection(encrypted: bool, local: bool) -> Outcome:
    if encrypted:
        return good("La connexion à la base est chiffrée (TLS).")
    if local:
        return good("La connexion à la base ne sort pas de cette machine.")
    return bad(
        "La connexion à la base n'est pas chiffrée : ajoutez « ?sslmode=verify-full » à « url » "
        "dans [database]."
    )


def _row(statement: str) -> Any:
    return database.execute_sql(statement).fetchone()
