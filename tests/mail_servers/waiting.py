"""Ports that are free, and waiting for a state."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import SystemRandom
from time import monotonic, sleep

PATIENCE = 30.0
"""Seconds that a server may take on two shared cores."""
LOWEST = 10_000
"""Most services that a machine already has are below this port."""
KERNELS_OWN = Path("/proc/sys/net/ipv4/ip_local_port_range")
"""First and last port that the kernel chooses itself (ip(7))."""


def free_ports(count: int) -> list[int]:
    """Return so many different ports of this machine that no process listens on.

    No other test is given them before the server takes them: they are of this worker's share,
    each given once, and none that the kernel gives to a connection or to « any port ».
    """
    found: list[int] = []
    for port in _PORTS:
        with suppress(OSError):
            socket.create_server(("127.0.0.1", port)).close()
            found.append(port)
        if len(found) == count:
            return found
    raise AssertionError("every port of this worker was given")


def _of_this_worker() -> Iterator[int]:
    """Return the ports that this worker may give, in no order: another run gives the same."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    first, last = map(int, KERNELS_OWN.read_text(encoding="ascii").split())
    every = range(LOWEST + worker, 1 << 16, workers)
    ports = [port for port in every if not first <= port <= last] or list(every)
    SystemRandom().shuffle(ports)
    return iter(ports)


_PORTS = _of_this_worker()


def wait_for(state: Callable[[], bool], what: str) -> None:
    """Wait until a state is reached.

    Raises:
        AssertionError: It never was.
    """
    limit = monotonic() + PATIENCE
    while not state():
        assert monotonic() < limit, f"waited for {what}"
        sleep(0.02)


def answers(port: int) -> bool:
    """Return whether a process listens on a port of this machine."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def wait_for_port(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until a process listens on a port.

    Raises:
        AssertionError: It has ended before.
    """

    def listening() -> bool:
        assert process.poll() is None, "the server has ended"
        return answers(port)

    wait_for(listening, f"port {port}")
