"""« Si votre boîte est saturée, il faudra la vider »: with one button, until the mail arrives."""

from __future__ import annotations

from models import FolderName
from tests.tui.conftest import OpenSandbox
from tests.tui.reading import text_of
from tests.tui.sandbox import appeared, arrived, focused_field, opened, seen
from tests.tui.webmail.mailbox import FULL, at_inbox, create_account, folder, mails, shown
from tui.widgets.quota_bar import QuotaBar


async def test_one_button_leads_from_a_full_box_to_the_mail_that_waits(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    mailbox = sandbox.open_mailbox(*FULL)
    sandbox.app.visit.pending = create_account(sandbox.espace, mailbox)
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "inbox")
        await shown(sandbox, pilot)
        assert "✗ Votre boîte est saturée : le mail de confirmation ne peut pas" in sandbox.words
        assert "Cochez (Espace), puis Suppr et Entrée." in sandbox.words
        assert seen(sandbox, "✗ boîte saturée")
        assert seen(sandbox, "28 Ko")
        assert mails(sandbox).has_focus
        await pilot.press("f1")
        assert "Suppr, puis Entrée, les suppriment définitivement" in sandbox.words
        await pilot.press("f1", "space", "space")
        assert seen(sandbox, "Supprimer définitivement les 2 mails cochés : 57 Ko")
        await pilot.press("delete")
        assert focused_field(sandbox) == "primary"
        assert len(sandbox.espace.mailbox.list_folder(mailbox).messages) == 9
        await pilot.press("enter")
        await appeared(sandbox, pilot, "✓ 2 mails sont supprimés.")
        await appeared(sandbox, pilot, "Un mail de l'élection est arrivé")
        assert sandbox.espace.mailbox.list_folder(mailbox, FolderName.TRASH).messages == ()
        assert "saturée" not in text_of(sandbox.app)
        await appeared(sandbox, pilot, "▸ Ouvrir le mail de l'élection ◂")
        assert focused_field(sandbox) == "primary"
        await pilot.press("enter")
        await arrived(sandbox, pilot, "message")


async def test_a_full_box_may_be_left_for_later(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await at_inbox(sandbox, pilot, FULL)
        assert "Votre boîte est saturée : aucun mail ne peut arriver." in sandbox.words
        for words in ("Supprimer définitivement ce mail : 28 Ko", "Plus tard", "F10 QUITTEZ"):
            assert seen(sandbox, words)
        await pilot.press("shift+tab", "enter")
        await arrived(sandbox, pilot, "account_creation")


async def test_emptying_without_a_mail_that_waits_leads_on(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        mailbox = await at_inbox(sandbox, pilot, FULL)
        await pilot.press("ctrl+a")
        assert seen(sandbox, "Supprimer définitivement les 9 mails cochés : 256 Ko")
        await pilot.press("delete", "enter")
        await appeared(sandbox, pilot, "✓ 9 mails sont supprimés.")
        await appeared(sandbox, pilot, "▸ Continuer : créez votre compte électeur ◂")
        assert not folder(sandbox).query_one(QuotaBar).display
        assert sandbox.espace.mailbox.list_folder(mailbox).messages == ()


async def test_a_full_box_of_deleted_mails_leads_to_the_trash(open_sandbox: OpenSandbox) -> None:
    """What lies in the trash counts: there the room is."""
    sandbox = open_sandbox()
    mailbox = sandbox.open_mailbox(*FULL)
    deleted = [mail.message_id for mail in sandbox.espace.mailbox.list_folder(mailbox).messages]
    sandbox.espace.mailbox.delete(mailbox, deleted[:3])
    sandbox.app.visit.pending = create_account(sandbox.espace, mailbox)
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "inbox")
        await appeared(sandbox, pilot, "▸ Vider la corbeille : 3 mails ◂")
        await pilot.press("enter")
        await shown(sandbox, pilot, "trash")
        await pilot.press("enter", "enter")
        await shown(sandbox, pilot)
        await appeared(sandbox, pilot, "✓ La corbeille est vidée : 85 Ko libérés.")
        await appeared(sandbox, pilot, "▸ Ouvrir le mail de l'élection ◂")
