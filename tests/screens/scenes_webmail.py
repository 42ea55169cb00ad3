"""What leads to the screens of the webmail."""

from __future__ import annotations

from contextlib import suppress

from models import MailboxSignInRefused
from tests.screens.stage import NUMENS, Stage
from tui.widgets.message_list import MessageList


async def login(stage: Stage) -> None:
    await stage.opens("webmail_login")


async def login_refused(stage: Stage) -> None:
    await login(stage)
    await stage.writes("FDupont", "16E0000000ZZZ")
    await stage.presses("enter")
    await stage.reads("ne vont pas ensemble")


async def login_has_to_wait(stage: Stage) -> None:
    for _ in range(3):
        with suppress(MailboxSignInRefused):
            stage.espace.open_mailbox("fdupont", "wrong", source="test")
    await login(stage)
    await stage.writes("fdupont", NUMENS["fdupont"])
    await stage.presses("enter")
    await stage.reads("Recommencez dans")


async def forgotten(stage: Stage) -> None:
    await stage.opens("webmail_forgotten")


async def assistance(stage: Stage) -> None:
    await stage.opens("webmail_assistance")


async def new_password(stage: Stage) -> None:
    stage.opens_mailbox()
    await stage.opens("webmail_new_password")
    await stage.reads("8 caractères au minimum")


async def new_password_rules(stage: Stage) -> None:
    await new_password(stage)
    await stage.writes("Tilleul5", "Tilleuls")
    await stage.reads("les deux saisies sont différentes")


async def inbox(stage: Stage) -> None:
    stage.opens_mailbox()
    await stage.opens("inbox")
    await stage.reads("Calendrier des conseils")


async def inbox_with_the_mail(stage: Stage) -> None:
    mailbox = stage.opens_mailbox()
    stage.creates_account(mailbox.address)
    await stage.opens("inbox")
    await stage.reads("Confirmez la création")


async def full_inbox(stage: Stage) -> None:
    mailbox = stage.opens_mailbox("jobriendarc")
    stage.creates_account(mailbox.address)
    await stage.opens("inbox")
    await stage.reads("saturée")


async def flooded_inbox(stage: Stage) -> None:
    stage.opens_mailbox("hcazenave")
    await stage.opens("inbox")
    await stage.reads("60 mails")


async def message(stage: Stage) -> None:
    await inbox(stage)
    await opens_the_newest(stage)


async def opens_the_newest(stage: Stage) -> None:
    """Open the first message of the list."""
    stage.app.screen.query_one(MessageList).focus()
    await stage.presses("home", "enter")
    await stage.arrives("message")
    await stage.reads("Bonjour,")


async def confirmation_message(stage: Stage) -> None:
    await inbox_with_the_mail(stage)
    await opens_the_newest(stage)


async def trash(stage: Stage) -> None:
    mailbox = stage.opens_mailbox()
    folder = stage.espace.list_folder(mailbox)
    stage.espace.delete_messages(mailbox, [entry.message_id for entry in folder.messages[:2]])
    await stage.opens("trash")
    await stage.reads("Calendrier des conseils")


async def empty_trash(stage: Stage) -> None:
    stage.opens_mailbox()
    await stage.opens("trash")
    await stage.reads("Corbeille : vide")
