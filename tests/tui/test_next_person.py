"""The next person in the queue finds a visit that another one has walked away from."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from models import SignInRefused
from tests.tui.conftest import OpenSandbox
from tests.tui.sandbox import (
    DUPONT,
    GOOD,
    Sandbox,
    answered,
    arrived,
    enter,
    fill,
    opened,
    seen,
)
from tests.tui.webmail.mailbox import shown

ATTACKERS = "Galopin3Roussillon"


async def create_for(sandbox: Sandbox, pilot: Pilot[None], address: str) -> None:
    """Create an account on the screen, with a password of one's own, and go home."""
    await opened(sandbox, pilot, "account_creation")
    await fill(pilot, address, ATTACKERS, ATTACKERS)
    await pilot.press("enter")
    await arrived(sandbox, pilot, "mail_sent")
    sandbox.espace.administration.send_waiting_mail()
    sandbox.app.home()
    await arrived(sandbox, pilot, "home")


async def open_mailbox_of_dupont(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    """Open a mailbox as the leaflet says, with the NUMEN, and keep that for now."""
    await opened(sandbox, pilot, "webmail_login")
    await enter(pilot, "fdupont")
    await enter(pilot, "16E0501234ABC")
    await arrived(sandbox, pilot, "webmail_new_password")


async def test_who_stood_here_before_does_not_own_the_next_person_s_account(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await create_for(sandbox, pilot, DUPONT)
        await open_mailbox_of_dupont(sandbox, pilot)
        assert sandbox.app.visit.pending is None
        sandbox.app.replace("inbox")
        await shown(sandbox, pilot)
        await pilot.press("enter")
        await arrived(sandbox, pilot, "message")
        await pilot.press("enter")
        await arrived(sandbox, pilot, "confirmation")
        assert seen(sandbox, "Mot de passe électeur")
        await pilot.press("enter")
        await answered(sandbox, pilot)
        assert sandbox.route == "confirmation"
    with pytest.raises(SignInRefused):
        sandbox.espace.account.sign_in(DUPONT, ATTACKERS, source="ailleurs")


async def test_another_person_s_mailbox_ends_the_visit_before_and_says_so(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        sandbox.sign_in()
        sandbox.app.visit.keep("account_creation", "voter_password", GOOD)
        await open_mailbox_of_dupont(sandbox, pilot)
        visit = sandbox.app.visit
        assert (visit.voter, visit.pending, visit.link) == (None, None, None)
        assert visit.typed("account_creation", "voter_password") is None
        assert visit.address == DUPONT
        assert seen(sandbox, "Une visite était restée ouverte pour une autre personne")


async def test_one_s_own_mailbox_keeps_the_voter_space_open(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        sandbox.sign_in()
        await opened(sandbox, pilot, "webmail_login")
        await enter(pilot, "kbenali")
        await enter(pilot, "31E0700042MNO")
        await arrived(sandbox, pilot, "webmail_new_password")
        assert sandbox.app.visit.voter is not None
        assert not seen(sandbox, "Une visite était restée ouverte")
