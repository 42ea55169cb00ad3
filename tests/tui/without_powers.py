"""Running a command as an ordinary account would, even if root runs the tests."""

from __future__ import annotations

import os

from tests.tui.commands import PROGRAM, Called, call, run_process

POWERS = "-dac_override,-dac_read_search,-sys_ptrace"
"""What root reads and enters everything by, files and processes (capabilities(7))."""


def held_back(command: list[str]) -> list[str]:
    """Return a command that modes of files and processes hold back, even if root runs it."""
    if os.getuid() != 0:
        return command
    return ["setpriv", f"--inh-caps={POWERS}", f"--bounding-set={POWERS}", *command]


def call_without_powers(*words: str, **environment: str) -> Called:
    """Call `espace-electeur …`; if root runs the tests, in a process without its powers."""
    if os.getuid() != 0:
        return call(*words, **environment)
    return run_process(held_back([*PROGRAM, *words]), **environment)
