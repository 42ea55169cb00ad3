"""Calling a command as an account that file modes hold back, whoever runs the tests."""

from __future__ import annotations

import os

from tests.tui.commands import PROGRAM, Called, call, run_process

POWERS = "-dac_override,-dac_read_search"
"""What root reads and enters everything by (capabilities(7))."""


def call_without_powers(*words: str, **environment: str) -> Called:
    """Call `espace-electeur …`; if root runs the tests, in a process without its powers."""
    if os.getuid() != 0:
        return call(*words, **environment)
    without = ["setpriv", f"--inh-caps={POWERS}", f"--bounding-set={POWERS}"]
    return run_process([*without, *PROGRAM, *words], **environment)
