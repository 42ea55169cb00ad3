"""What the service manager receives, by a real socket."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from tui.hosts.supervisor import Supervisor


@pytest.fixture
def line() -> Iterator[tuple[socket.socket, socket.socket]]:
    """The service manager's end, and the host's."""
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    here.setblocking(False)
    with here, there:
        yield here, there


def test_it_is_told_that_the_host_is_ready_lives_and_leaves(
    line: tuple[socket.socket, socket.socket],
) -> None:
    here, there = line
    manager = Supervisor(there.fileno(), 30_000_000)
    manager.ready()
    manager.alive()
    manager.leaving()
    assert [here.recv(100) for _ in range(3)] == [b"READY=1", b"WATCHDOG=1", b"STOPPING=1"]


def test_it_is_told_a_few_times_a_period_however_often_it_could_be(
    line: tuple[socket.socket, socket.socket],
) -> None:
    here, there = line
    manager = Supervisor(there.fileno(), 30_000_000)
    for _ in range(100):
        manager.alive()
    assert here.recv(100) == b"WATCHDOG=1"
    with pytest.raises(BlockingIOError):
        here.recv(100)


def test_where_nobody_listens_nothing_is_said() -> None:
    manager = Supervisor(None, None)
    manager.ready()
    manager.alive()
    assert manager._descriptor is None


def test_a_supervisor_that_has_gone_stops_nothing() -> None:
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    here.close()
    with there:
        Supervisor(there.fileno(), None).ready()
        assert there.fileno() >= 0
