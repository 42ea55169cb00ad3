"""One visit on this terminal, which is given back as it was found."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from tui.command_line.process_guards import keep_memory_private

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.application.app import EspaceApp

PATIENCE = 3.0
"""Seconds that a visit has to end by itself after a signal, before it is ended."""

NO_TERMINAL = "Cette commande s'utilise dans un terminal, au clavier."


def hold_visit(app: EspaceApp, clean: Callable[[], object] = lambda: None) -> int:
    """Hold one visit, and return the exit status: 0, or 1 after a fault.

    SIGTERM and SIGHUP end it as QUITTEZ does; SIGHUP also if the parent
    ignores it, otherwise a closed terminal would leave a process running.

    Args:
        app: The application.
        clean: Removes what the visit leaves on the machine, before a visit is
            ended that has not ended by itself.
    """
    from models import typeset

    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        print(typeset(NO_TERMINAL), file=sys.stderr)
        return 1
    with suppress(OSError):  # a kernel that refuses keeps nobody from a visit
        keep_memory_private()
    asyncio.run(run_visit(app, clean))
    if app.farewell:
        print(typeset(app.farewell), file=sys.stderr)
    return app.return_code or 0


async def run_visit(app: EspaceApp, clean: Callable[[], object] = lambda: None) -> None:
    """Run an application until it ends, by itself or by SIGTERM or SIGHUP."""
    loop = asyncio.get_running_loop()

    def end(number: int) -> None:
        try:
            clean()
        finally:
            os._exit(128 + number)

    def leave(number: int) -> None:
        app.wipe()
        app.exit()
        loop.call_later(PATIENCE, end, number)

    if app.glyphs.console:
        from tui.driver.console_font import letters_of_console  # 10 ms, elsewhere for nothing

        app.glyphs.learn(letters_of_console(sys.__stderr__.fileno() if sys.__stderr__ else -1))
    for number in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, leave, number)
    await app.run_async()
