"""A visit on the terminal of its host, in the forked process."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from typing import TYPE_CHECKING

from tui.hosts.terminal import run_visit
from tui.hosts.visit_process import ALONE, PARENT_GONE, Pulse
from tui.logs.journal import record_error

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.application.app import EspaceApp
    from tui.hosts.reports import Reports

HUNG_UP = 129
"""Exit status if the host is gone: 128 and the number of SIGHUP, as shells do."""


def hold_forked(
    make_app: Callable[[], EspaceApp],
    reports: Reports,
    orphaned: Callable[[], object],
    *,
    clean: Callable[[], object] = lambda: None,
    pulse: Pulse = ALONE,
) -> int:
    """Hold a visit in this forked process, and end it with the status 0, or return 1 after a fault.

    Nothing that still waits for a server in a thread is waited for at its end.

    Args:
        make_app: Makes the application, here and not in the host.
        reports: Takes what the host has to know.
        orphaned: Does what the host would do at the end, if it has died: gives the terminal back.
        clean: Removes what the visit leaves on the machine, whatever ends it.
        pulse: How often to say that the event loop runs.
    """
    host = os.getppid()

    def leave_at_once(number: int, frame: object) -> None:
        if os.getppid() != host:
            orphaned()
            clean()
            os._exit(HUNG_UP)

    signal.signal(PARENT_GONE, leave_at_once)
    signal.pthread_sigmask(signal.SIG_SETMASK, set())
    gc.disable()  # the application collects again once its first screen is shown
    try:
        asyncio.run(_beating(make_app(), reports, host, pulse.beat, clean))
    except Exception as error:  # the application reports its own faults
        reports.fault(record_error(error, "visit"))
    return 1


async def _beating(
    app: EspaceApp, reports: Reports, host: int, beat: float, clean: Callable[[], object]
) -> None:
    """Run the application to its end, and the process with it."""
    beating = asyncio.create_task(_beat(reports, host, beat))
    try:
        await run_visit(app, clean)
    finally:
        beating.cancel()
        _wake(host)
        clean()
    os._exit(app.return_code or 0)  # the loop's own end would wait for every thread


async def _beat(reports: Reports, host: int, pause: float) -> None:
    """Report to the host that the event loop runs, and resume a host that was stopped."""
    while True:
        reports.beat()
        _wake(host)
        await asyncio.sleep(pause)


def _wake(host: int) -> None:
    """Resume the host if it is alive and was stopped."""
    if os.getppid() == host:
        os.kill(host, signal.SIGCONT)
