"""What leads to the screens of the voter space."""

from __future__ import annotations

from dataclasses import replace

from textual.pilot import Pilot

from tests.models.steps import WRONG_CODE
from tests.screens.scenes_webmail import confirmation_message, create_account
from tests.tui.sandbox import DUPONT, GOOD, Sandbox, answered, appeared, arrived, fill, opened
from tui.scenes.voter import access as access
from tui.scenes.voter import confirmation as confirmation
from tui.scenes.voter import creation as creation
from tui.scenes.voter import creation_closed as creation_closed
from tui.scenes.voter import dead_code as dead_code
from tui.scenes.voter import expired_code as expired_code
from tui.scenes.voter import forgotten as forgotten
from tui.scenes.voter import mail_sent as mail_sent
from tui.scenes.voter import password_mail_sent as password_mail_sent
from tui.scenes.voter import reminder as reminder
from tui.scenes.voter import renewal as renewal
from tui.scenes.voter import scrutins as scrutins


async def creation_rules(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await creation(sandbox, pilot)
    await fill(pilot, "Camelia", "Cam")
    await appeared(sandbox, pilot, "✗ un chiffre")


async def creation_faults(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await creation(sandbox, pilot)
    await fill(pilot, "Dupont2014", "Dupont2015")
    await pilot.press("enter")
    await appeared(sandbox, pilot, "trop facile à deviner")


async def other_address(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await creation(sandbox, pilot)
    sandbox.app.screen.query_one("#address FieldInput").focus()
    await pilot.press("end", *["backspace"] * len(DUPONT))
    await fill(pilot, "jean.martin1@ac-toulouse.fr", "")
    await appeared(sandbox, pilot, "n'arrivera pas dans la boîte ouverte")


async def mail_waits(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    mailbox = sandbox.open_mailbox("jobriendarc")
    create_account(sandbox, mailbox.address)
    await opened(sandbox, pilot, "mail_sent")
    await appeared(sandbox, pilot, "saturée")


async def wrong_code(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await confirmation(sandbox, pilot)
    await fill(pilot, WRONG_CODE)
    await pilot.press("enter")
    await appeared(sandbox, pilot, "n'est pas le bon")


async def confirmation_by_link(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    """Follow the link in a visit that has not typed the password: it is asked for."""
    await confirmation_message(sandbox, pilot)
    pending = sandbox.app.visit.pending
    assert pending is not None
    sandbox.app.visit.pending = replace(pending, proof=None)
    await pilot.press("enter")
    await arrived(sandbox, pilot, "confirmation")
    await answered(sandbox, pilot)


async def access_refused(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await access(sandbox, pilot)
    await fill(pilot, DUPONT, GOOD)
    await pilot.press("enter")
    await appeared(sandbox, pilot, "mot de passe électeur incorrect")
