"""Connections that no call has now: kept for the next one, closed when their time is over."""

from __future__ import annotations

from threading import Condition, Thread
from time import monotonic
from typing import Protocol


class PooledConnection(Protocol):
    """What the pool asks of a connection."""

    def answers(self, idle: float) -> bool:
        """Return whether the server is still there, if nothing was said for some seconds."""

    def may_be_kept(self) -> bool:
        """Return whether another call may have it."""

    def close(self) -> None:
        """End it, without waiting for the server."""


class IdleConnections:
    """Those of one process; a thread closes them, as long as there are any.

    Attributes:
        closer: The thread, None if nothing is to be closed.
    """

    def __init__(self, idle: float) -> None:
        """Take the seconds that one is kept; start no thread yet."""
        self.closer: Thread | None = None
        self._idle = idle
        self._change = Condition()
        self._since: list[tuple[float, PooledConnection]] = []

    @property
    def kept(self) -> list[PooledConnection]:
        """The connections, the one used last at the end."""
        return [connection for _, connection in self._since]

    def keep(self, connection: PooledConnection) -> None:
        """Keep a connection from now on."""
        with self._change:
            self._since.append((monotonic(), connection))
            if self.closer is None:
                self.closer = Thread(
                    target=self._close_in_time, name="idle-connections", daemon=True
                )
                self.closer.start()

    def last(self) -> tuple[PooledConnection, float] | None:
        """Take the connection used last away, with the seconds since then; None without any."""
        with self._change:
            if not self._since:
                return None
            since, connection = self._since.pop()
        return connection, monotonic() - since

    def close(self) -> Thread | None:
        """Close all; return the thread, which a call must not wait for.

        As long as other threads have connections kept, the thread goes on.
        """
        with self._change:
            idle, self._since = self._since, []
            closer = self.closer
            self._change.notify_all()
        for _, connection in idle:
            connection.close()
        return closer

    def _close_in_time(self) -> None:
        """Close each connection when its time is over; end when none is left."""
        while True:
            with self._change:
                before = monotonic() - self._idle
                due = [one for since, one in self._since if since <= before]
                self._since = self._since[len(due) :]
                if not due and not self._since:
                    self.closer = None
                    return
                if not due:
                    self._change.wait(self._since[0][0] - before)
            for connection in due:
                connection.close()
