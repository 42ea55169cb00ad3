"""What leads to the screens of the webmail."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from models import MailboxSignInRefused, MustWait
from tui.scenes.stage import answered, arrived, fill, opened, press_enter, settled, until
from tui.widgets.mail_preview import MailPreview
from tui.widgets.message_list import MessageList

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tui.scenes.stage import Stage


async def login(stage: Stage, pilot: Pilot[None]) -> None:
    """Come to the sign-in of the webmail."""
    await opened(stage, pilot, "webmail_login")
    await answered(stage, pilot)


async def login_has_to_wait(stage: Stage, pilot: Pilot[None]) -> None:
    """Sign in rightly after too many wrong tries at this place."""
    person, here = stage.newcomer, stage.app.profile.source
    with suppress(MustWait):
        for _ in range(stage.espace.election.security.free_tries):
            with suppress(MailboxSignInRefused):
                stage.espace.mailbox.open(person.user_name, "wrong", source=here)
    await login(stage, pilot)
    await fill(pilot, person.user_name, person.numen)
    await press_enter(pilot)
    await settled(stage, pilot)


async def forgotten(stage: Stage, pilot: Pilot[None]) -> None:
    """Ask what to do without the password of the mailbox."""
    await opened(stage, pilot, "webmail_forgotten")
    await answered(stage, pilot)


async def assistance(stage: Stage, pilot: Pilot[None]) -> None:
    """Ask whom to call."""
    await opened(stage, pilot, "webmail_assistance")
    await answered(stage, pilot)


async def new_password(stage: Stage, pilot: Pilot[None]) -> None:
    """Come to the choice of a password for the mailbox."""
    stage.enter_mailbox(stage.newcomer)
    await opened(stage, pilot, "webmail_new_password")
    await settled(stage, pilot)


async def inbox(stage: Stage, pilot: Pilot[None]) -> None:
    """Open a mailbox in which no mail of the election is."""
    stage.enter_mailbox(stage.newcomer)
    await opened_inbox(stage, pilot)


async def inbox_with_the_mail(stage: Stage, pilot: Pilot[None]) -> None:
    """Open a mailbox in which the mail of confirmation is."""
    stage.enter_mailbox(stage.newcomer)
    stage.ask_account(stage.newcomer)
    await opened_inbox(stage, pilot)


async def full_inbox(stage: Stage, pilot: Pilot[None]) -> None:
    """Open a mailbox which the mail of confirmation cannot enter."""
    stage.enter_mailbox(stage.crowded)
    stage.ask_account(stage.crowded)
    await opened_inbox(stage, pilot)


async def opened_inbox(stage: Stage, pilot: Pilot[None]) -> None:
    """Open the inbox, and wait for its mails."""
    await opened(stage, pilot, "inbox")
    await answered(stage, pilot)
    await previewed(stage, pilot)
    await settled(stage, pilot)


async def previewed(stage: Stage, pilot: Pilot[None]) -> None:
    """Wait until the mail pointed at stands beside its list, if there is room for it."""
    preview = stage.app.screen.query_one(MailPreview)
    await until(pilot, lambda: not preview.size.width or preview.shows_wanted)


async def opens_the_newest(stage: Stage, pilot: Pilot[None]) -> None:
    """Open the first message of the list."""
    stage.app.screen.query_one(MessageList).focus()
    await pilot.press("home")
    await press_enter(pilot)
    await arrived(stage, pilot, "message")
    await settled(stage, pilot)


async def confirmation_message(stage: Stage, pilot: Pilot[None]) -> None:
    """Read the mail of confirmation."""
    await inbox_with_the_mail(stage, pilot)
    await opens_the_newest(stage, pilot)


async def trash(stage: Stage, pilot: Pilot[None]) -> None:
    """Look at what was deleted."""
    mailbox = stage.enter_mailbox(stage.newcomer)
    folder = stage.espace.mailbox.list_folder(mailbox)
    stage.espace.mailbox.delete(mailbox, [entry.message_id for entry in folder.messages[:2]])
    await opened(stage, pilot, "trash")
    await settled(stage, pilot)
