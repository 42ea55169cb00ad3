"""What leads to the screens of the webmail."""

from __future__ import annotations

from contextlib import suppress

from textual.pilot import Pilot

from models import MailboxSignInRefused, PendingCode
from tests.models.steps import sample
from tests.tui.reading import until
from tests.tui.sandbox import DUPONT, Sandbox, answered, appeared, arrived, fill, opened
from tui.widgets.mail_preview import MailPreview
from tui.widgets.message_list import MessageList


def create_account(sandbox: Sandbox, address: str = DUPONT) -> PendingCode:
    """Create an account in this visit, and send its mail."""
    pending = sandbox.create_account(address)
    sandbox.espace.administration.send_waiting_mail()
    return pending


async def login(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await opened(sandbox, pilot, "webmail_login")
    await answered(sandbox, pilot)


async def login_refused(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await login(sandbox, pilot)
    await fill(pilot, "FDupont", "16E0000000ZZZ")
    await pilot.press("enter")
    await appeared(sandbox, pilot, "incorrect")


async def login_has_to_wait(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    here = sandbox.app.profile.source
    for _ in range(3):
        with suppress(MailboxSignInRefused):
            sandbox.espace.mailbox.open("fdupont", "wrong", source=here)
    await login(sandbox, pilot)
    await fill(pilot, "fdupont", sample("fdupont").numen)
    await pilot.press("enter")
    await appeared(sandbox, pilot, "Vous pourrez recommencer dans")


async def forgotten(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await opened(sandbox, pilot, "webmail_forgotten")
    await answered(sandbox, pilot)


async def assistance(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await opened(sandbox, pilot, "webmail_assistance")
    await answered(sandbox, pilot)


async def new_password(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    sandbox.open_mailbox("fdupont")
    await opened(sandbox, pilot, "webmail_new_password")
    await appeared(sandbox, pilot, "8 caractères au minimum")


async def new_password_rules(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await new_password(sandbox, pilot)
    await fill(pilot, "Tilleul5", "Tilleuls", "")
    await appeared(sandbox, pilot, "les deux saisies sont différentes")


async def inbox(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    sandbox.open_mailbox("fdupont")
    await opened(sandbox, pilot, "inbox")
    await appeared(sandbox, pilot, "Calendrier des conseils")
    await previewed(sandbox, pilot)


async def previewed(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    """Wait until the mail pointed at stands beside its list, if there is room for it."""
    preview = sandbox.app.screen.query_one(MailPreview)
    await until(pilot, lambda: not preview.size.width or preview.shows_wanted)


async def inbox_with_the_mail(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    mailbox = sandbox.open_mailbox("fdupont")
    create_account(sandbox, mailbox.address)
    await opened(sandbox, pilot, "inbox")
    await appeared(sandbox, pilot, "Confirmez la création")
    await previewed(sandbox, pilot)


async def full_inbox(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    mailbox = sandbox.open_mailbox("jobriendarc")
    create_account(sandbox, mailbox.address)
    await opened(sandbox, pilot, "inbox")
    await appeared(sandbox, pilot, "saturée")
    await previewed(sandbox, pilot)


async def flooded_inbox(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    sandbox.open_mailbox("hcazenave")
    await opened(sandbox, pilot, "inbox")
    await appeared(sandbox, pilot, "60 mails")
    await previewed(sandbox, pilot)


async def message(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await inbox(sandbox, pilot)
    await opens_the_newest(sandbox, pilot)


async def opens_the_newest(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    """Open the first message of the list."""
    sandbox.app.screen.query_one(MessageList).focus()
    await pilot.press("home", "enter")
    await arrived(sandbox, pilot, "message")
    await appeared(sandbox, pilot, "Bonjour,")


async def confirmation_message(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await inbox_with_the_mail(sandbox, pilot)
    await opens_the_newest(sandbox, pilot)


async def trash(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    mailbox = sandbox.open_mailbox("fdupont")
    folder = sandbox.espace.mailbox.list_folder(mailbox)
    sandbox.espace.mailbox.delete(mailbox, [entry.message_id for entry in folder.messages[:2]])
    await opened(sandbox, pilot, "trash")
    await appeared(sandbox, pilot, "Calendrier des conseils")


async def empty_trash(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    sandbox.open_mailbox("fdupont")
    await opened(sandbox, pilot, "trash")
    await appeared(sandbox, pilot, "Corbeille : vide")
