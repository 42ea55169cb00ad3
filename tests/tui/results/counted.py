"""Sandboxes whose urns were counted, on the day of the results."""

from __future__ import annotations

from datetime import datetime

from textual.pilot import Pilot

from tests.models.clocks import paris
from tests.models.counts import write_counts
from tests.tui.conftest import OpenSandbox
from tests.tui.sandbox import Sandbox, appeared, opened

MORNING_OF_RESULTS = paris("2014-12-05 09:00")
VOTES = {
    "CTM": (3, 6, 2, 4, 1, 3, 9, 2, 2, 6, 1, 0, 1, 1, 5, 2, 1, 0),
    "CTA": (2, 8, 4, 7, 8, 4, 3, 6, 2, 2),
    "CAPN-certifie": (1, 3, 4, 1, 0, 2),
    "CAPA-certifie": (0, 0, 0, 0, 0, 0),
}
"""Blank votes, then those of each list in its order."""


def counted(
    open_sandbox: OpenSandbox, *, at: datetime = MORNING_OF_RESULTS, term: str = "xterm-256color"
) -> Sandbox:
    """Return a sandbox in which four scrutins are counted."""
    sandbox = open_sandbox(voting=True, at=at, term=term)
    write_counts(sandbox.espace, VOTES)
    return sandbox


async def at_results(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    """Open the list of the results, and wait for it."""
    await opened(sandbox, pilot, "results")
    await appeared(sandbox, pilot, "Choisissez un scrutin")


async def at_result(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    """Open the result of the first scrutin."""
    await at_results(sandbox, pilot)
    await pilot.press("enter")
    await appeared(sandbox, pilot, "Suffrages exprimés")


async def at_reasons(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    """Open the reasons of its seats."""
    await at_result(sandbox, pilot)
    await pilot.press("p")
    await appeared(sandbox, pilot, "LE QUOTIENT")
