"""A person in front of their mailbox: the steps that several tests begin with."""

from __future__ import annotations

from textual.pilot import Pilot

from models import Espace, MailboxSession, PendingCode
from tests.tui.reading import until
from tests.tui.sandbox import GOOD, SOURCE, Sandbox, arrived, opened
from tui.screens.webmail.inbox import Inbox
from tui.screens.webmail.trash import Trash
from tui.widgets.message_list import MessageList

DUPONT = ("fdupont", "16E0501234ABC")
FULL = ("jobriendarc", "16E9812345DEF")
EXPIRED = ("ifabre", "16A1300777JKL")
FLOODED = ("hcazenave", "16E9900123PQR")


async def at_inbox(sandbox: Sandbox, pilot: Pilot[None], person: tuple[str, str]) -> MailboxSession:
    """Open a person's mailbox and wait for its inbox."""
    mailbox = sandbox.open_mailbox(*person)
    await opened(sandbox, pilot, "inbox")
    await shown(sandbox, pilot)
    return mailbox


async def shown(sandbox: Sandbox, pilot: Pilot[None], route: str = "inbox") -> None:
    """Wait until a folder is in front and has been read."""
    await arrived(sandbox, pilot, route)
    screen = folder(sandbox)
    await until(pilot, lambda: screen.folder.content is not None and not screen.working)
    await pilot.pause()


def folder(sandbox: Sandbox) -> Inbox | Trash:
    screen = sandbox.screen
    assert isinstance(screen, Inbox | Trash)
    return screen


def mails(sandbox: Sandbox) -> MessageList:
    return folder(sandbox).folder.messages


def create_account(espace: Espace, mailbox: MailboxSession) -> PendingCode:
    """Create the account of a mailbox, and send its mail if there is room."""
    pending = espace.account.create(mailbox.address, GOOD, GOOD, mailbox=mailbox, source=SOURCE)
    espace.administration.send_waiting_mail()
    return pending
