"""What leads to the screens of the voter space."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from models import WrongCode
from tui.scenes.stage import (
    SOURCE,
    WRONG_CODE,
    answered,
    arrived,
    fill,
    opened,
    press_enter,
    settled,
)
from tui.scenes.webmail import confirmation_message
from tui.screens.voter.password_reminder import CONFIRMED

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tui.scenes.stage import Stage

TOO_LATE = timedelta(hours=1)
"""After the end of a code."""


async def creation(stage: Stage, pilot: Pilot[None]) -> None:
    """Come to the form of an account, from one's own mailbox."""
    stage.begin_at_mailbox(stage.newcomer)
    await opened(stage, pilot, "account_creation")
    await settled(stage, pilot)


async def creation_closed(stage: Stage, pilot: Pilot[None]) -> None:
    """Come to the form when no account can be created."""
    await opened(stage, pilot, "account_creation")
    await answered(stage, pilot)


async def mail_sent(stage: Stage, pilot: Pilot[None]) -> None:
    """Ask for an account, whose mail has arrived."""
    stage.begin_at_mailbox(stage.newcomer)
    stage.ask_account(stage.newcomer)
    await opened(stage, pilot, "mail_sent")
    await settled(stage, pilot)


async def confirmation(stage: Stage, pilot: Pilot[None]) -> None:
    """Come to the form that takes the code."""
    stage.begin_at_mailbox(stage.newcomer)
    stage.ask_account(stage.newcomer)
    await opened(stage, pilot, "confirmation")
    await answered(stage, pilot)


async def dead_code(stage: Stage, pilot: Pilot[None]) -> None:
    """Mistype a code once more than it bears."""
    stage.begin_at_mailbox(stage.newcomer)
    pending = stage.ask_account(stage.newcomer)
    mailbox, password = stage.app.visit.mailbox, stage.cast.guided.voter_password
    for _ in range(stage.espace.election.security.code_tries):
        with suppress(WrongCode):
            stage.espace.account.confirm(
                pending, WRONG_CODE, password=password, mailbox=mailbox, source=SOURCE
            )
    await opened(stage, pilot, "confirmation")
    await answered(stage, pilot)
    await fill(pilot, WRONG_CODE)
    await press_enter(pilot)
    await settled(stage, pilot)


async def expired_code(stage: Stage, pilot: Pilot[None]) -> None:
    """Come with a code that has expired."""
    stage.begin_at_mailbox(stage.newcomer)
    pending = stage.ask_account(stage.newcomer)
    stage.go_to(pending.expires_at + TOO_LATE)
    await opened(stage, pilot, "confirmation")
    await answered(stage, pilot)


async def known_code(stage: Stage, pilot: Pilot[None]) -> None:
    """Come with the code of a mail that was read in another program."""
    await opened(stage, pilot, "known_code")
    await answered(stage, pilot)


async def known_renewal(stage: Stage, pilot: Pilot[None]) -> None:
    """Come with the code of such a mail for another password."""
    await opened(stage, pilot, "known_renewal")
    await settled(stage, pilot)


async def reminder(stage: Stage, pilot: Pilot[None]) -> None:
    """Confirm an account by the link of its mail; come back to it, if that is read elsewhere."""
    if not stage.espace.election.path.has_mailbox:
        enter_space(stage)
        await opened(stage, pilot, "password_reminder", done=CONFIRMED)
        await answered(stage, pilot)
        return
    await confirmation_message(stage, pilot)
    await press_enter(pilot)
    await arrived(stage, pilot, "password_reminder")
    await answered(stage, pilot)


async def access(stage: Stage, pilot: Pilot[None]) -> None:
    """Come to the sign-in of the voter space."""
    await opened(stage, pilot, "account_access")
    await answered(stage, pilot)


async def forgotten(stage: Stage, pilot: Pilot[None]) -> None:
    """Come to the form that asks for another password."""
    await opened(stage, pilot, "forgotten_voter_password")
    await answered(stage, pilot)


async def password_mail_sent(stage: Stage, pilot: Pilot[None]) -> None:
    """Ask for another password; if mails are read elsewhere, its code is awaited at once."""
    await forgotten(stage, pilot)
    await fill(pilot, stage.confirmed.address)
    await press_enter(pilot)
    has_mailbox = stage.espace.election.path.has_mailbox
    await arrived(stage, pilot, "password_mail_sent" if has_mailbox else "renew_password")
    await answered(stage, pilot)


async def renewal(stage: Stage, pilot: Pilot[None]) -> None:
    """Come to the choice of another password."""
    await password_mail_sent(stage, pilot)
    if stage.route != "renew_password":
        await opened(stage, pilot, "renew_password")
    await settled(stage, pilot)


async def scrutins(stage: Stage, pilot: Pilot[None]) -> None:
    """Come to one's scrutins."""
    enter_space(stage)
    await opened(stage, pilot, "scrutins")
    await settled(stage, pilot)


def enter_space(stage: Stage) -> None:
    """Have whoever has an account sign in."""
    person = stage.confirmed
    stage.app.visit.voter = stage.espace.account.sign_in(
        person.address, person.voter_password or "", source=SOURCE
    )
