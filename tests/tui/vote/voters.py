"""What a person does in the application de vote."""

from __future__ import annotations

from textual.pilot import Pilot

from tests.models.steps import sample
from tests.tui.sandbox import (
    BENALIS_PASSWORD,
    Sandbox,
    answered,
    appeared,
    arrived,
    fill,
    opened,
)


async def at_scrutins(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    """Sign Karim Benali in, and show his scrutins."""
    sandbox.sign_in()
    await opened(sandbox, pilot, "scrutins")
    await answered(sandbox, pilot)


async def enter_vote(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    """Choose the first scrutin, and give both means of access."""
    await pilot.press("enter")
    await arrived(sandbox, pilot, "vote_access")
    await fill(pilot, sample("kbenali").identifier, BENALIS_PASSWORD)
    await pilot.press("enter")
    await arrived(sandbox, pilot, "vote_ballot")
    await appeared(sandbox, pilot, "tirage au sort")


async def choose(sandbox: Sandbox, pilot: Pilot[None], *keys: str) -> None:
    """Choose a list of the ballot by its keys."""
    await pilot.press(*keys, "enter")
    await arrived(sandbox, pilot, "vote_confirmation")


async def vote(sandbox: Sandbox, pilot: Pilot[None], *keys: str) -> None:
    """Choose a list, and vote for it."""
    await choose(sandbox, pilot, *keys)
    await pilot.press("enter")
    await arrived(sandbox, pilot, "vote_receipt")
    await answered(sandbox, pilot)
