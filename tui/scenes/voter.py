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

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tui.scenes.stage import Stage

TOO_LATE = timedelta(hours=1)
"""After the end of a code."""


async def creation(stage: Stage, pilot: Pilot[None]) -> None:
    """Come to the form of an account, from one's own mailbox."""
    stage.enter_mailbox(stage.newcomer)
    await opened(stage, pilot, "account_creation")
    await settled(stage, pilot)


async def creation_closed(stage: Stage, pilot: Pilot[None]) -> None:
    """Come to the form when no account can be created."""
    await opened(stage, pilot, "account_creation")
    await answered(stage, pilot)


async def mail_sent(stage: Stage, pilot: Pilot[None]) -> None:
    """Ask for an account, whose mail has arrived."""
    stage.enter_mailbox(stage.newcomer)
    stage.ask_account(stage.newcomer)
    await opened(stage, pilot, "mail_sent")
    await settled(stage, pilot)


async def confirmation(stage: Stage, pilot: Pilot[None]) -> None:
    """Come to the form that takes the code."""
    stage.enter_mailbox(stage.newcomer)
    stage.ask_account(stage.newcomer)
    await opened(stage, pilot, "confirmation")
    await answered(stage, pilot)


async def dead_code(stage: Stage, pilot: Pilot[None]) -> None:
    """Mistype a code once more than it bears."""
    mailbox = stage.enter_mailbox(stage.newcomer)
    pending = stage.ask_account(stage.newcomer)
    for _ in range(stage.espace.election.security.code_tries):
        with suppress(WrongCode):
            stage.espace.account.confirm(pending, WRONG_CODE, mailbox=mailbox, source=SOURCE)
    await opened(stage, pilot, "confirmation")
    await answered(stage, pilot)
    await fill(pilot, WRONG_CODE)
    await press_enter(pilot)
    await settled(stage, pilot)


async def expired_code(stage: Stage, pilot: Pilot[None]) -> None:
    """Come with a code that has expired."""
    stage.enter_mailbox(stage.newcomer)
    pending = stage.ask_account(stage.newcomer)
    stage.go_to(pending.expires_at + TOO_LATE)
    await opened(stage, pilot, "confirmation")
    await answered(stage, pilot)


async def reminder(stage: Stage, pilot: Pilot[None]) -> None:
    """Confirm an account by the link of its mail."""
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
    """Ask for another password."""
    await forgotten(stage, pilot)
    await fill(pilot, stage.confirmed.address)
    await press_enter(pilot)
    await arrived(stage, pilot, "password_mail_sent")
    await answered(stage, pilot)


async def renewal(stage: Stage, pilot: Pilot[None]) -> None:
    """Come to the choice of another password."""
    await password_mail_sent(stage, pilot)
    await opened(stage, pilot, "renew_password")
    await settled(stage, pilot)


async def scrutins(stage: Stage, pilot: Pilot[None]) -> None:
    """Come to one's scrutins."""
    person = stage.confirmed
    stage.app.visit.voter = stage.espace.account.sign_in(
        person.address, person.voter_password or "", source=SOURCE
    )
    await opened(stage, pilot, "scrutins")
    await settled(stage, pilot)
