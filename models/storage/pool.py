"""Connections to a database server: shared by the calls of one process, never kept for long.

Hundreds of processes, one a visit, share a server that takes a hundred
connections by default, and a person looks at a screen for minutes: what idles
is closed. Nothing is opened and no thread started before the first call, so
that a process may fork until then; after a fork nothing inherited is used.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import Semaphore
from weakref import WeakSet

from models.errors import DatabaseBusy
from models.storage.idle_connections import IdleConnections, PooledConnection


class ConnectionPool:
    """The connections of a process to one database.

    `playhouse.pool` is not subclassed: it closes an idle connection only when it is next
    asked for one, and it knows no fork. With a closing thread, a bound on the wait and a
    fork hook added, none of its methods would be left.

    Attributes:
        most: How many are open at once.
        wait: Seconds that a call waits for one.
        idle: Seconds that one is kept after its last use.
    """

    def __init__(
        self, make: Callable[[], PooledConnection], *, most: int, wait: float, idle: float
    ) -> None:
        """Take what makes a connection, and the limits; make none yet."""
        self.most = most
        self.wait = wait
        self.idle = idle
        self._make = make
        self._inherited: list[IdleConnections] = []
        self._start_empty()
        _POOLS.add(self)

    def take(self) -> PooledConnection:
        """Return a connection that answers, the caller's until it is given back.

        Raises:
            DatabaseBusy: All were in use for too long.
        """
        if not self._room.acquire(timeout=self.wait):
            raise DatabaseBusy
        try:
            return self._kept() or self._make()
        except BaseException:
            self._room.release()
            raise

    def give_back(self, connection: PooledConnection) -> None:
        """Keep a connection for the next call, or close it."""
        try:
            if not connection.may_be_kept():
                connection.close()
                return
            self._idle.keep(connection)
        finally:
            self._room.release()

    def close(self) -> None:
        """Close what idles; its thread has ended on return."""
        closer = self._idle.close()
        if closer is not None:
            closer.join()

    def leave_to_the_parent(self) -> None:
        """Start again in a forked process; what the parent has open stays the parent's."""
        # Never closed here: the server would end the parent's connections.
        self._inherited.append(self._idle)
        self._start_empty()

    def _start_empty(self) -> None:
        self._room = Semaphore(self.most)
        self._idle = IdleConnections(self.idle)

    def _kept(self) -> PooledConnection | None:
        """Return the connection used last if it answers, else close all that idle."""
        found = self._idle.last()
        if found is None:
            return None
        connection, idle = found
        if connection.answers(idle):
            return connection
        connection.close()
        self._idle.close()
        return None


_POOLS: WeakSet[ConnectionPool] = WeakSet()


def _leave_all_to_the_parent() -> None:
    for pool in list(_POOLS):
        pool.leave_to_the_parent()


os.register_at_fork(after_in_child=_leave_all_to_the_parent)
