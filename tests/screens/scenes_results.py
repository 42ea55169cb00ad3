"""What leads to the pages of the results."""

from __future__ import annotations

from textual.pilot import Pilot

from models import FoundBallot
from tests.models.counts import write_counts
from tests.screens.scenes_vote import TITLE, TRACKER
from tests.tui.reading import until
from tests.tui.results.counted import VOTES, at_reasons, at_result, at_results
from tests.tui.sandbox import Sandbox, appeared, fill, focused_field, opened
from tests.tui.vote.voters import at_scrutins
from tui.screens.vote.check import BallotCheck


async def arrives(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    write_counts(sandbox.espace, VOTES)
    await sandbox.app.opened_espace()
    sandbox.screen.refresh_moment()
    await until(pilot, lambda: focused_field(sandbox) == "results")


async def scrutins(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    write_counts(sandbox.espace, VOTES)
    await at_scrutins(sandbox, pilot)
    await appeared(sandbox, pilot, "pour lire son résultat")


async def overview(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    write_counts(sandbox.espace, VOTES)
    await at_results(sandbox, pilot)


async def not_yet(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await opened(sandbox, pilot, "results")
    await appeared(sandbox, pilot, "le bureau de vote dépouille")


async def result(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    write_counts(sandbox.espace, VOTES)
    await at_result(sandbox, pilot)


async def seats(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await result(sandbox, pilot)
    await pilot.press("pagedown")
    await appeared(sandbox, pilot, "4 sièges")


async def lot_due(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    write_counts(sandbox.espace, {"CTA": (1, 0, 0, 3, 3, 0, 3, 0, 0, 0)})
    await at_result(sandbox, pilot)
    await appeared(sandbox, pilot, "doit tirer au sort")


async def reasons(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    write_counts(sandbox.espace, VOTES)
    await at_reasons(sandbox, pilot)


async def averages(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await reasons(sandbox, pilot)
    while "siège 13" not in sandbox.words:
        await pilot.press("pagedown")
        await pilot.pause()


async def own_ballot(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await opened(sandbox, pilot, "ballot_check")
    await fill(pilot, TRACKER[:12])
    screen = sandbox.screen
    assert isinstance(screen, BallotCheck)
    screen.show_found(FoundBallot("CTM", TITLE, TRACKER, closed=True, counted=True))
    await appeared(sandbox, pilot, "qui a été comptée")
