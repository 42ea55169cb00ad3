"""What leads to the screens of the voter space."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from textual.pilot import Pilot

from models import WrongCode
from tests.models.clocks import HandClock
from tests.models.steps import WRONG_CODE
from tests.screens.scenes_webmail import confirmation_message, create_account
from tests.tui.sandbox import (
    BENALI,
    DUPONT,
    GOOD,
    SOURCE,
    Sandbox,
    answered,
    appeared,
    arrived,
    fill,
    opened,
)


async def creation(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    sandbox.open_mailbox("fdupont")
    await opened(sandbox, pilot, "account_creation")
    await appeared(sandbox, pilot, "8 caractères au minimum")


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


async def creation_closed(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await opened(sandbox, pilot, "account_creation")
    await answered(sandbox, pilot)


async def mail_sent(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    mailbox = sandbox.open_mailbox("fdupont")
    create_account(sandbox, mailbox.address)
    await opened(sandbox, pilot, "mail_sent")
    await appeared(sandbox, pilot, "est arrivé")


async def mail_waits(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    mailbox = sandbox.open_mailbox("jobriendarc")
    create_account(sandbox, mailbox.address)
    await opened(sandbox, pilot, "mail_sent")
    await appeared(sandbox, pilot, "saturée")


async def confirmation(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    mailbox = sandbox.open_mailbox("fdupont")
    create_account(sandbox, mailbox.address)
    await opened(sandbox, pilot, "confirmation")
    await answered(sandbox, pilot)


async def wrong_code(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await confirmation(sandbox, pilot)
    await fill(pilot, WRONG_CODE)
    await pilot.press("enter")
    await appeared(sandbox, pilot, "n'est pas le bon")


async def dead_code(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    mailbox = sandbox.open_mailbox("fdupont")
    pending = create_account(sandbox, mailbox.address)
    for _ in range(5):
        with suppress(WrongCode):
            sandbox.espace.account.confirm(pending, WRONG_CODE, mailbox=mailbox, source=SOURCE)
    await opened(sandbox, pilot, "confirmation")
    await answered(sandbox, pilot)
    await fill(pilot, WRONG_CODE)
    await pilot.press("enter")
    await appeared(sandbox, pilot, "ce code ne peut plus servir")


async def expired_code(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    mailbox = sandbox.open_mailbox("fdupont")
    create_account(sandbox, mailbox.address)
    clock = sandbox.espace.clock
    assert isinstance(clock, HandClock)
    clock.pass_by(hours=25)
    await opened(sandbox, pilot, "confirmation")
    await answered(sandbox, pilot)


async def confirmation_by_link(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    """Follow the link in a visit that has not typed the password: it is asked for."""
    await confirmation_message(sandbox, pilot)
    pending = sandbox.app.visit.pending
    assert pending is not None
    sandbox.app.visit.pending = replace(pending, proof=None)
    await pilot.press("enter")
    await arrived(sandbox, pilot, "confirmation")
    await answered(sandbox, pilot)


async def reminder(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await confirmation_message(sandbox, pilot)
    await pilot.press("enter")
    await arrived(sandbox, pilot, "password_reminder")
    await answered(sandbox, pilot)


async def access(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await opened(sandbox, pilot, "account_access")
    await answered(sandbox, pilot)


async def access_refused(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await access(sandbox, pilot)
    await fill(pilot, DUPONT, GOOD)
    await pilot.press("enter")
    await appeared(sandbox, pilot, "mot de passe électeur incorrect")


async def forgotten(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await opened(sandbox, pilot, "forgotten_voter_password")
    await answered(sandbox, pilot)


async def password_mail_sent(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await forgotten(sandbox, pilot)
    await fill(pilot, BENALI)
    await pilot.press("enter")
    await arrived(sandbox, pilot, "password_mail_sent")
    await answered(sandbox, pilot)


async def renewal(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await password_mail_sent(sandbox, pilot)
    await opened(sandbox, pilot, "renew_password")
    await appeared(sandbox, pilot, "8 caractères au minimum")


async def scrutins(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    sandbox.sign_in()
    await opened(sandbox, pilot, "scrutins")
    await appeared(sandbox, pilot, "Vous êtes appelé à participer à 4 scrutins.")
