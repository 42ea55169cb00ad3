"""The trash: mails come back, or are erased after one question that says what it frees."""

from __future__ import annotations

from textual.pilot import Pilot

from models import FolderName, MailboxSession
from tests.tui.conftest import OpenSandbox
from tests.tui.reading import text_of
from tests.tui.sandbox import Sandbox, answered, appeared, arrived, opened, seen
from tests.tui.webmail.mailbox import FULL, mails, shown


async def with_trash(sandbox: Sandbox, pilot: Pilot[None]) -> MailboxSession:
    """Open a trash with three mails in it."""
    mailbox = sandbox.open_mailbox(*FULL)
    three = [mail.message_id for mail in sandbox.espace.mailbox.list_folder(mailbox).messages[:3]]
    sandbox.espace.mailbox.delete(mailbox, three)
    await opened(sandbox, pilot, "trash")
    await shown(sandbox, pilot, "trash")
    return mailbox


def trashed(sandbox: Sandbox, mailbox: MailboxSession) -> int:
    return len(sandbox.espace.mailbox.list_folder(mailbox, FolderName.TRASH).messages)


async def test_erasing_is_asked_once_and_says_what_it_frees(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        mailbox = await with_trash(sandbox, pilot)
        assert seen(sandbox, "Corbeille : 3 mails, 85 Ko")
        assert "Videz la corbeille pour libérer la place." in sandbox.words
        await pilot.press("enter")
        assert seen(sandbox, "✗ 3 mails seront supprimés définitivement : 85 Ko libérés.")
        assert seen(sandbox, "▸ Supprimer définitivement ◂")
        await pilot.press("escape")
        assert seen(sandbox, "▸ Vider la corbeille ◂")
        await pilot.press("enter", "tab", "enter")
        assert seen(sandbox, "▸ Vider la corbeille ◂")
        assert trashed(sandbox, mailbox) == 3
        await pilot.press("enter", "enter")
        await arrived(sandbox, pilot, "home")
        assert trashed(sandbox, mailbox) == 0


async def test_checked_mails_come_back(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        mailbox = await with_trash(sandbox, pilot)
        await pilot.press("shift+tab", "space", "space")
        assert seen(sandbox, "R Restaurer")
        await pilot.press("r")
        await appeared(sandbox, pilot, "✓ 2 mails sont revenus dans votre boîte.")
        assert trashed(sandbox, mailbox) == 1
        await pilot.press("r")
        await appeared(sandbox, pilot, "Corbeille : vide")
        assert not seen(sandbox, "Restaurer")
        assert seen(sandbox, "Retour à la boîte")


async def test_a_mail_of_the_trash_is_read_and_restored(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        mailbox = await with_trash(sandbox, pilot)
        mails(sandbox).focus()
        await pilot.press("enter")
        await arrived(sandbox, pilot, "message")
        assert not seen(sandbox, "Suppr")
        assert seen(sandbox, "R Restaurer")
        await pilot.press("r")
        await shown(sandbox, pilot, "trash")
        await appeared(sandbox, pilot, "1 mail est revenu dans votre boîte.")
        assert trashed(sandbox, mailbox) == 2


async def test_a_database_away_erases_nothing_and_says_so(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        mailbox = await with_trash(sandbox, pilot)
        sandbox.take_database_away()
        await pilot.press("enter", "enter")
        await answered(sandbox, pilot)
        assert "momentanément indisponible" in sandbox.screen.refusal.sentence
        assert seen(sandbox, "▸ Supprimer définitivement ◂")
        sandbox.bring_database_back()
        assert trashed(sandbox, mailbox) == 3


async def test_an_empty_trash_leads_back(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    sandbox.open_mailbox(*FULL)
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "trash")
        await shown(sandbox, pilot, "trash")
        assert seen(sandbox, "Corbeille : vide")
        await pilot.press("enter")
        assert "COMMENT ACTIVER" in text_of(sandbox.app)


async def test_an_act_that_finds_no_mail_any_more_says_nothing_of_it(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        mailbox = await with_trash(sandbox, pilot)
        sandbox.espace.mailbox.empty_trash(mailbox)
        await pilot.press("r")
        await appeared(sandbox, pilot, "Corbeille : vide")
        assert not any("┃ ✓" in line for line in sandbox.lines)
