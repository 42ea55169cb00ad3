"""The gate's process, forked from the host before anything that a session needs is imported."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.command_line.process_guards import end_with, name_process
from tui.hosts.host_signals import HostSignals, no_signals
from tui.ssh.messages import Line

if TYPE_CHECKING:
    from models import SshSettings

NAME = "gate"
"""As ps and /proc/PID/comm show it."""


def fork_gate(
    line: Line,
    hosts: Line,
    listening: Sequence[socket.socket],
    settings: SshSettings,
    host_key: Path,
    signals: HostSignals,
) -> None:
    """Fork the gate, which reads what strangers send and forks nothing itself.

    Args:
        line: The gate's end of its line, closed here.
        hosts: The other end.
        listening: Sockets at which clients come.
        settings: Whom it lets in.
        host_key: File of the key.
        signals: Of the host; the gate hears none of them.

    Raises:
        OSError: No process is left.
    """
    host = os.getpid()
    with no_signals():
        if os.fork():
            line.close()
            return
        try:
            signals.leave_to_the_parent()
            hosts.close()
            name_process(NAME)
            lives = end_with(host, signal.SIGTERM)
            signal.pthread_sigmask(signal.SIG_SETMASK, set())
            if lives:
                from tui.ssh.gate import hold_gate

                hold_gate(line, listening, settings, host_key)
        except Exception as error:
            from tui.logs.journal import record_error

            record_error(error, NAME)
        finally:
            os._exit(0)
