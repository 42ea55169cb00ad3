"""One import of the roll at a time, whatever the machine it is started on."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from peewee import PeeweeException, PostgresqlDatabase

from models.context import Context
from models.crypto.keys import make_private_directory
from models.database import keys_directory
from models.errors import ImportRunning
from models.roll.statements import one, run

LOCK_NUMBER = 0x65_53_70_61_63_65
"""« eSpace »: the advisory lock of the import on a PostgreSQL server."""


@contextmanager
def import_lock(context: Context) -> Iterator[None]:
    """Hold the lock of the import on an open connection; the kernel or the server frees it.

    Raises:
        ImportRunning: Somebody else holds it.
    """
    with _on_this_machine(context), _on_the_server(context):
        yield


@contextmanager
def _on_this_machine(context: Context) -> Iterator[None]:
    directory = keys_directory(context.election.database)
    make_private_directory(directory)
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
    descriptor = os.open(directory / "import.lock", flags, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise ImportRunning from None
    finally:
        os.close(descriptor)


@contextmanager
def _on_the_server(context: Context) -> Iterator[None]:
    database = context.database
    if not isinstance(database, PostgresqlDatabase):
        yield
        return
    if not one(database, f"SELECT pg_try_advisory_lock({LOCK_NUMBER})"):
        raise ImportRunning
    try:
        yield
    finally:
        with suppress(PeeweeException):  # a lost connection has let go of it
            run(database, f"SELECT pg_advisory_unlock({LOCK_NUMBER})")
