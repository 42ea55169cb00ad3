"""Waiting until an application under test has nothing left to do.

Textual's own wait ends once the process has used next to no processor time for 20 ms: a process
that was given no core meanwhile looks idle, and the key that was pressed is still to be read.
"""

from __future__ import annotations

import asyncio
from contextlib import AbstractContextManager, ExitStack
from unittest.mock import patch

from textual._wait import SLEEP_GRANULARITY, wait_for_idle


async def wait_until_idle(min_sleep: float = SLEEP_GRANULARITY, max_sleep: float = 1) -> None:
    """Wait as Textual does, and again as long as any message was still on its way.

    Args:
        min_sleep: Seconds to wait at least.
        max_sleep: Seconds after which a process that computes without end is left to it.
    """
    await wait_for_idle(min_sleep, max_sleep)
    while await _let_run():
        await wait_for_idle(0, max_sleep)


async def _let_run() -> bool:
    """Let every task run that can, until none is left; return whether there were any."""
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]  # no other way to know
    found, empty = False, 0
    while empty < 2:
        await asyncio.sleep(0)
        if ready:
            found, empty = True, 0
        else:
            empty += 1
    return found


def whole_idleness() -> AbstractContextManager[object]:
    """Return a context in which pilots and keys wait until the application has nothing to do."""
    patches = ExitStack()
    for place in ("textual.pilot", "textual.app"):
        patches.enter_context(patch(f"{place}.wait_for_idle", wait_until_idle))
    return patches
