"""Ports that are free, and waiting for a state."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Callable
from contextlib import ExitStack
from time import monotonic, sleep

PATIENCE = 30.0
"""Seconds that a server may take on two shared cores."""


def free_ports(count: int) -> list[int]:
    """Return so many different ports of this machine that no process listens on."""
    with ExitStack() as held:
        sockets = [held.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [taken.getsockname()[1] for taken in sockets]


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
