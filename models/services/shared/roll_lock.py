"""The lock of whatever changes the roll, or rests on its not changing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from models.context import Context
from models.errors import ImportRunning
from models.files.private import file_lock

LOCK_NUMBER = 0x65_53_70_61_63_65
"""« eSpace »: the number of the import among the locks of a database."""


@contextmanager
def import_lock(context: Context) -> Iterator[None]:
    """Hold the lock of the import on an open connection; it is freed if the process dies.

    Raises:
        ImportRunning: Another process holds it.
    """
    store = context.store
    try:
        with (
            file_lock(store.key_directory / "import.lock", wait=False),
            store.dialect.try_lock(LOCK_NUMBER) as held,
        ):
            if not held:
                raise ImportRunning
            yield
    except BlockingIOError:
        raise ImportRunning from None
