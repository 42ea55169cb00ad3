"""Connections to a database server: shared by the calls of one process, never kept for long.

Hundreds of processes, one a visit, share a server that takes a hundred
connections by default, and a person looks at a screen for minutes: what idles
is closed. Nothing is opened and no thread started before the first call, so
that a process may fork until then; after a fork nothing inherited is used.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import Condition, Semaphore, Thread
from time import monotonic
from typing import Protocol
from weakref import WeakSet

from models.errors import DatabaseBusy


class PooledConnection(Protocol):
    """What the pool asks of a connection."""

    def answers(self, idle: float) -> bool:
        """Return whether the server is still there, if nothing was said for some seconds."""

    def may_be_kept(self) -> bool:
        """Return whether another call may have it."""

    def close(self) -> None:
        """End it, without waiting for the server."""


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
        self._kept_since: list[tuple[float, PooledConnection]] = []
        self._inherited: list[PooledConnection] = []
        self._closer: Thread | None = None
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
            with self._change:
                self._kept_since.append((monotonic(), connection))
                if self._closer is None:
                    self._closer = Thread(
                        target=self._close_in_time, name="idle-connections", daemon=True
                    )
                    self._closer.start()
        finally:
            self._room.release()

    def close(self) -> None:
        """Close what idles; its thread has ended on return."""
        closer = self._close_idle()
        if closer is not None:
            closer.join()

    def leave_to_the_parent(self) -> None:
        """Start again in a forked process; what the parent has open stays the parent's."""
        # Never closed here: the server would end the parent's connections.
        self._inherited += [connection for _, connection in self._kept_since]
        self._start_empty()

    def _start_empty(self) -> None:
        self._room = Semaphore(self.most)
        self._change = Condition()
        self._kept_since = []
        self._closer = None

    def _kept(self) -> PooledConnection | None:
        """Return the connection used last if it answers, else close all that idle."""
        with self._change:
            if not self._kept_since:
                return None
            since, connection = self._kept_since.pop()
        if connection.answers(monotonic() - since):
            return connection
        connection.close()
        self._close_idle()
        return None

    def _close_idle(self) -> Thread | None:
        """Close what idles; return its thread, which a call must not wait for.

        As long as other threads give connections back, the closer goes on.
        """
        with self._change:
            idle, self._kept_since = self._kept_since, []
            closer = self._closer
            self._change.notify_all()
        for _, connection in idle:
            connection.close()
        return closer

    def _close_in_time(self) -> None:
        """Close each idle connection when its time is over; end when none is left."""
        while True:
            with self._change:
                before = monotonic() - self.idle
                due = [one for since, one in self._kept_since if since <= before]
                self._kept_since = self._kept_since[len(due) :]
                if not due and not self._kept_since:
                    self._closer = None
                    return
                if not due:
                    self._change.wait(self._kept_since[0][0] - before)
            for connection in due:
                connection.close()


_POOLS: WeakSet[ConnectionPool] = WeakSet()


def _leave_all_to_the_parent() -> None:
    for pool in list(_POOLS):
        pool.leave_to_the_parent()


os.register_at_fork(after_in_child=_leave_all_to_the_parent)
