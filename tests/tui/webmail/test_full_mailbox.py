"""« Si votre boîte est saturée, il faudra la vider »: step by step, until the mail arrives."""

from __future__ import annotations

from tests.tui.conftest import OpenSandbox
from tests.tui.reading import text_of
from tests.tui.sandbox import appeared, arrived, opened, seen
from tests.tui.webmail.mailbox import FULL, at_inbox, create_account, folder, mails, shown
from tui.widgets.written import Line


def present_step(line: Line) -> str:
    """Return the step of the notice that stands out."""
    (strong,) = (part[0] for part in line._parts if part[1] == ".strong")
    return strong.strip()


async def test_the_steps_lead_from_a_full_box_to_the_mail_that_waits(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    mailbox = sandbox.open_mailbox(*FULL)
    sandbox.app.visit.pending = create_account(sandbox.espace, mailbox)
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "inbox")
        await shown(sandbox, pilot)
        state = folder(sandbox).query_one("#state", Line)
        assert seen(sandbox, "✗ Boîte saturée : un mail de l'élection attend. Il faut la vider.")
        assert seen(sandbox, "✗ boîte saturée")
        assert present_step(state).startswith("1. Cochez les mails")
        assert mails(sandbox).has_focus
        await pilot.press("space", "down", "space")
        assert present_step(state).startswith("2. Supprimez-les : Suppr.")
        assert seen(sandbox, "Supprimer les 2 mails cochés")
        await pilot.press("c")
        await appeared(sandbox, pilot, "2 mails sont dans la corbeille.")
        assert present_step(state).startswith("3. Videz la corbeille : T.")
        assert seen(sandbox, "Vider la corbeille")
        await pilot.press("c")
        await shown(sandbox, pilot, "trash")
        await pilot.press("enter")
        assert seen(sandbox, "✗ 2 mails seront effacés pour toujours : 57 Ko libérés.")
        await pilot.press("enter")
        await shown(sandbox, pilot)
        await appeared(sandbox, pilot, "Un mail de l'élection est arrivé")
        assert seen(sandbox, "✓ La corbeille est vidée : 57 Ko libérés.")
        assert "saturée" not in text_of(sandbox.app)
        await appeared(sandbox, pilot, "▸ Ouvrir le mail de l'élection ◂")
        await pilot.press("enter")
        await arrived(sandbox, pilot, "message")


async def test_a_full_box_may_be_left_for_later(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await at_inbox(sandbox, pilot, FULL)
        assert seen(sandbox, "✗ Boîte saturée : aucun mail ne peut arriver. Il faut la vider.")
        for words in ("Supprimer ce mail", "Passer à la suite", "F10 QUITTEZ"):
            assert seen(sandbox, words)
        await pilot.press("shift+tab", "enter")
        await arrived(sandbox, pilot, "account_creation")


async def test_emptying_without_a_mail_that_waits_leads_on(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await at_inbox(sandbox, pilot, FULL)
        await pilot.press("ctrl+a", "delete")
        await appeared(sandbox, pilot, "9 mails sont dans la corbeille.")
        await pilot.press("t")
        await shown(sandbox, pilot, "trash")
        await pilot.press("v", "v")
        await shown(sandbox, pilot)
        await appeared(sandbox, pilot, "▸ Continuer : créez votre compte électeur ◂")
        assert seen(sandbox, "0 % · 0 Ko sur 256 Ko")
