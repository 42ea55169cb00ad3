"""What leads to the screens of the vote."""

from __future__ import annotations

from textual.pilot import Pilot

from models import FoundBallot, Receipt
from tests.models.clocks import MORNING
from tests.models.steps import sample
from tests.tui.sandbox import Sandbox, answered, appeared, arrived, fill, opened
from tests.tui.vote.voters import at_scrutins, choose, enter_vote, vote
from tui.screens.vote.check import BallotCheck
from tui.screens.vote.confirmation import VoteConfirmation

TRACKER = "zMJBTH2tKsd3N12CCzFHSYP7k9S24CjATcKa3I6yvY0"
"""Of a ballot that nobody has made: real ones are never the same."""
CHECKED = "vérifié par deux programmes indépendants"
TITLE = "Comité technique ministériel"


async def arrives(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await appeared(sandbox, pilot, "Vérifier mon bulletin")


async def scrutins(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await at_scrutins(sandbox, pilot)


async def voted(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await at_scrutins(sandbox, pilot)
    await enter_vote(sandbox, pilot)
    await vote(sandbox, pilot, "down")
    await pilot.press("escape")
    await arrived(sandbox, pilot, "scrutins")
    await appeared(sandbox, pilot, "il vous en reste 3")


async def access(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await at_scrutins(sandbox, pilot)
    await pilot.press("enter")
    await arrived(sandbox, pilot, "vote_access")


async def access_mistyped(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await access(sandbox, pilot)
    shown = sample("kbenali").identifier
    await fill(pilot, shown[:-1] + ("2" if shown[-1] != "2" else "3"), "")
    await appeared(sandbox, pilot, "n'est pas le bon")


async def ballot(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await at_scrutins(sandbox, pilot)
    await enter_vote(sandbox, pilot)
    await pilot.press("down", "down")


async def candidates(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await ballot(sandbox, pilot)
    await pilot.press("c")
    await arrived(sandbox, pilot, "vote_list")


async def confirmation(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await ballot(sandbox, pilot)
    await choose(sandbox, pilot)


async def blank(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await at_scrutins(sandbox, pilot)
    await enter_vote(sandbox, pilot)
    await choose(sandbox, pilot, "up")


async def hurried(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await confirmation(sandbox, pilot)
    screen = sandbox.screen
    assert isinstance(screen, VoteConfirmation)
    screen.advise()


async def receipt(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await at_scrutins(sandbox, pilot)
    shown = Receipt("CTA", "CTA", "Comité technique académique", TRACKER, MORNING, CHECKED)
    sandbox.app.go("vote_receipt", receipt=shown, fresh=True)
    await arrived(sandbox, pilot, "vote_receipt")
    await appeared(sandbox, pilot, "Voter au scrutin suivant")


async def check(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await opened(sandbox, pilot, "ballot_check")
    await fill(pilot, TRACKER[:12])
    screen = sandbox.screen
    assert isinstance(screen, BallotCheck)
    screen.show_found(FoundBallot("CTM", TITLE, TRACKER, closed=False))
    await appeared(sandbox, pilot, "Ce bulletin est dans l'urne.")


async def check_unknown(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await opened(sandbox, pilot, "ballot_check")
    await fill(pilot, TRACKER[:12])
    await pilot.press("enter")
    await answered(sandbox, pilot)
    await appeared(sandbox, pilot, "Aucun bulletin n'a ce numéro de suivi")
