"""The command line's entry: what is asked for most begins without reading any option."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from io import TextIOWrapper

import models
from tui.command_line.environment import ignore_framework_settings, postpone_collection
from tui.command_line.saying import say

INTERRUPTED = 130
"""What Typer answers to Ctrl+C: 128 and the number of the signal, as shells do."""
STOPPED = "Interrompu : rien n'a été fait à moitié."


def main() -> None:
    """Run the command line: exit status 0, 1 for what is refused, 2 for a wrong use."""
    ignore_framework_settings(os.environ)
    postpone_collection()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a letter that the terminal lacks stops nothing
            stream.reconfigure(errors="replace")
    try:
        status = WITHOUT_OPTIONS.get(tuple(sys.argv[1:]), _read_options)()
    except KeyboardInterrupt:
        status = INTERRUPTED
    except BrokenPipeError:  # the reader of the output has closed it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
    except models.EspaceError as error:
        from tui.command_line.failures import sentence_of

        say(sentence_of(error), stream=sys.stderr)
        raise SystemExit(1) from None
    if status == INTERRUPTED:
        say(STOPPED, stream=sys.stderr)
    raise SystemExit(status)


def _demo() -> int:
    from tui.demo.host import hold_demo

    return hold_demo(None, None)


def _open() -> int:
    from tui.hosts.visit import hold_configured_visit

    return hold_configured_visit(None)


def _read_options() -> int:
    from tui.commands import run_command

    return run_command()


WITHOUT_OPTIONS: Mapping[tuple[str, ...], Callable[[], int]] = {("demo",): _demo, ("open",): _open}
"""A fifth of the time to the first screen would go into Typer, which has nothing to read here."""
