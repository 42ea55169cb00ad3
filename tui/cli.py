"""The command line's entry: what is asked for most begins without reading any option."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from io import TextIOWrapper

import models
from tui.command_line.environment import (
    ignore_framework_settings,
    leave_plugins_out,
    postpone_collection,
)
from tui.command_line.interruption import INTERRUPTED, Interrupted, end_interrupted, interruptible
from tui.command_line.output import OutputLost, checked_output
from tui.command_line.saying import say


def main() -> None:
    """Run the command line: exit status 0, 1 for what is refused, 2 for a wrong use."""
    ignore_framework_settings(os.environ)
    leave_plugins_out()
    postpone_collection()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a letter that the terminal lacks stops nothing
            stream.reconfigure(errors="replace")
    try:
        with checked_output():
            status = _told()
    except OutputLost as error:
        say(error.text, stream=sys.stderr)
        status = 1
    raise SystemExit(status)


def _told() -> int:
    """Return the exit status of the command, with a sentence if it has failed."""
    try:
        status = _run()
    except OutputLost:
        raise
    except models.EspaceError as error:
        from tui.command_line.failures import tell_error

        tell_error(error)
        status = INTERRUPTED if isinstance(error, Interrupted) else 1
    if status == INTERRUPTED:
        end_interrupted()
    return status


def _run() -> int:
    visit = WITHOUT_OPTIONS.get(tuple(sys.argv[1:]))
    if visit is None:
        from tui.commands import run_command

        return run_command()
    with interruptible():
        return visit()


def _demo() -> int:
    from tui.demo.host import Beginning, hold_demo

    return hold_demo(Beginning())


def _open() -> int:
    from tui.hosts.visit import hold_configured_visit

    return hold_configured_visit(None)


WITHOUT_OPTIONS: Mapping[tuple[str, ...], Callable[[], int]] = {("demo",): _demo, ("open",): _open}
"""A fifth of the time to the first screen would go into Typer, which has nothing to read here."""
