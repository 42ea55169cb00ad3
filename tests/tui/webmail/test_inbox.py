"""The inbox: what came, what is new, deleting without fear, and the next step."""

from __future__ import annotations

from datetime import datetime

import pytest
from textual.widget import Widget

from models import FolderName
from models.tables.electors import Elector
from tests.models.clocks import PARIS
from tests.models.steps import sample
from tests.tui.conftest import OpenSandbox
from tests.tui.reading import lines_of, text_of, until
from tests.tui.sandbox import (
    Sandbox,
    answered,
    appeared,
    arrived,
    focused_field,
    open_help,
    opened,
    seen,
)
from tests.tui.webmail.mailbox import (
    DUPONT,
    EXPIRED,
    FLOODED,
    at_inbox,
    create_account,
    folder,
    mails,
    shown,
)
from tui.screens.help import HelpScreen
from tui.screens.webmail.inbox import Inbox
from tui.widgets.mail_preview import MailPreview

TO_ACCOUNT = "▸ Continuer : créez votre compte électeur ◂"


async def test_each_mail_is_two_lines_and_the_next_step_is_one_key_away(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await at_inbox(sandbox, pilot, DUPONT)
        assert seen(sandbox, "francoise.dupont@ac-toulouse.fr · 3 mails non lus")
        (line,) = (line for line in sandbox.lines if "Gestion des absences" in line)
        assert line.strip() == "•   25 nov.  Gestion des absences"
        beneath = sandbox.lines[sandbox.lines.index(line) + 1]
        assert beneath.strip() == "Calendrier des conseils de classe"
        assert beneath.index("Calendrier") == line.index("Gestion")
        assert "256 Ko" not in sandbox.words  # there is room enough: no gauge
        assert seen(sandbox, TO_ACCOUNT)
        await pilot.press("enter")
        await arrived(sandbox, pilot, "account_creation")


async def test_whoever_has_an_account_already_is_led_to_it(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        sandbox.open_mailbox("kbenali")
        sandbox.create_account(sample("kbenali").address)
        sandbox.espace.administration.send_waiting_mail()
        await opened(sandbox, pilot, "inbox")
        await shown(sandbox, pilot)
        assert seen(sandbox, "▸ Ouvrir le mail de l'élection ◂")
        await pilot.press("enter")
        await arrived(sandbox, pilot, "message")
        assert seen(sandbox, "Un compte existe déjà pour votre adresse.")
        await pilot.press("enter")
        await arrived(sandbox, pilot, "inbox")
        await appeared(sandbox, pilot, "Continuer : votre espace électeur")
        sandbox.app.home()
        await arrived(sandbox, pilot, "home")
        assert "mail de confirmation" not in sandbox.words
        assert seen(sandbox, "3▸ Accédez à votre espace électeur")


async def test_a_read_mail_loses_its_mark_and_its_weight(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await at_inbox(sandbox, pilot, DUPONT)
        await pilot.press("down", "enter")
        await arrived(sandbox, pilot, "message")
        await pilot.press("escape")
        await shown(sandbox, pilot)
        await appeared(sandbox, pilot, "3 mails, dont 2 non lus")
        read, unread = (
            line for line in lines_of(sandbox.app) if "Gestion" in line or "Rectorat" in line
        )
        assert "•" not in read
        assert "•" in unread
        assert mails(sandbox).has_focus


async def test_the_mail_of_the_election_is_found_among_sixty(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await at_inbox(sandbox, pilot, FLOODED)
        assert seen(sandbox, "✓ Un mail de l'élection est arrivé : ouvrez-le.")
        assert election_line(sandbox)[:2] == ["•", "┃"]
        assert seen(sandbox, "▸ Ouvrir le mail de l'élection ◂")
        await pilot.press("down")
        assert election_line(sandbox)[:3] == ["▸", "•", "┃"]
        await pilot.press("home", "down", "tab", "enter")
        await arrived(sandbox, pilot, "message")
        assert "Votre code de confirmation" in text_of(sandbox.app)


def election_line(sandbox: Sandbox) -> list[str]:
    """Return the words of the first line of the election's mail, its marks first."""
    (line,) = (line for line in sandbox.lines if "Confirmez la création" in line)
    return sandbox.lines[sandbox.lines.index(line) - 1].split()


async def test_the_mail_of_the_election_comes_in_while_one_watches(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        mailbox = await at_inbox(sandbox, pilot, DUPONT)
        await pilot.press("down", "down")
        await until(pilot, lambda: mails(sandbox).has_focus)
        create_account(sandbox.espace, mailbox)
        await appeared(sandbox, pilot, "Un mail de l'élection est arrivé")
        assert seen(sandbox, "4 mails non lus")
        assert mails(sandbox).has_focus
        assert mails(sandbox).pointed_id is not None
        (pointed,) = (line for line in lines_of(sandbox.app) if line.strip().startswith("▸"))
        assert "Secrétariat" in pointed


async def test_coming_back_to_a_mail_that_has_arrived_leads_to_it(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        mailbox = await at_inbox(sandbox, pilot, DUPONT)
        await pilot.press("down", "t")
        await shown(sandbox, pilot, "trash")
        sandbox.app.visit.pending = create_account(sandbox.espace, mailbox)
        await pilot.press("escape")
        await appeared(sandbox, pilot, "▸ Ouvrir le mail de l'élection ◂")


async def test_nothing_is_drawn_while_nothing_changes(
    open_sandbox: OpenSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await at_inbox(sandbox, pilot, FLOODED)
        drawn: list[Widget] = []
        screen = folder(sandbox)
        for widget in screen.query("*"):

            def note(*_: object, drawing: Widget = widget, **__: object) -> Widget:
                drawn.append(drawing)
                return drawing

            monkeypatch.setattr(widget, "refresh", note)
        before = screen.folder.content
        screen.folder.look()
        await until(pilot, lambda: screen.folder.content is not before)
        assert screen.folder.content == before
        assert drawn == []


async def test_checked_mails_go_to_the_trash_and_come_back(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        mailbox = await at_inbox(sandbox, pilot, DUPONT)
        await pilot.press("down", "space", "down", "space")
        assert text_of(sandbox.app).count("✓ •") == 2
        assert len(mails(sandbox).checked) == 2
        await pilot.press("delete")
        await appeared(sandbox, pilot, "✓ 2 mails sont dans la corbeille.")
        assert seen(sandbox, "1 mail non lu")
        assert seen(sandbox, "A Annuler")
        await pilot.press("a")
        await appeared(sandbox, pilot, "3 mails non lus")
        assert sandbox.espace.mailbox.list_folder(mailbox, FolderName.TRASH).messages == ()
        assert seen(sandbox, "✓ Annulé : tout est revenu dans votre boîte.")
        assert not seen(sandbox, "A Annuler")


async def test_space_checks_and_moves_on_to_the_next_mail(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        mailbox = await at_inbox(sandbox, pilot, DUPONT)
        first, second, third = sandbox.espace.mailbox.list_folder(mailbox).messages
        await pilot.press("down", "space")
        assert mails(sandbox).pointed_id == second.message_id
        await pilot.press("space")
        assert mails(sandbox).checked == {first.message_id, second.message_id}
        await pilot.press("space", "space")  # the last one stays pointed at
        assert mails(sandbox).pointed_id == third.message_id
        assert third.message_id not in mails(sandbox).checked


async def test_a_wide_screen_shows_the_mail_pointed_at_and_leaves_it_unread(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test(size=(120, 40)) as pilot:
        mailbox = await at_inbox(sandbox, pilot, DUPONT)
        preview = sandbox.screen.query_one(MailPreview)
        assert preview.region.x > mails(sandbox).region.right
        await appeared(sandbox, pilot, "Les conseils de classe du premier")
        await pilot.press("down", "down")
        await appeared(sandbox, pilot, "De : Secrétariat de l'établissement")
        assert "Les conseils de classe du premier" not in sandbox.words
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: not preview.size)
        await pilot.press("up")
        await pilot.resize_terminal(120, 40)
        await appeared(sandbox, pilot, "Les conseils de classe du premier")
        assert sandbox.espace.mailbox.list_folder(mailbox).unread == 3
        assert seen(sandbox, "3 mails non lus")


async def test_an_empty_folder_leaves_nothing_of_the_last_mail_beside_it(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test(size=(120, 40)) as pilot:
        await at_inbox(sandbox, pilot, DUPONT)
        await appeared(sandbox, pilot, "Les conseils de classe du premier")
        await pilot.press("down", "ctrl+a", "delete")
        await appeared(sandbox, pilot, "Aucun mail ici.")
        await until(pilot, lambda: "conseils" not in sandbox.words)


async def test_the_mail_that_is_waited_for_opens_as_it_arrives_and_only_once(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    mailbox = sandbox.open_mailbox(*DUPONT)
    async with sandbox.app.run_test() as pilot:
        sandbox.app.visit.reads_next = True
        await opened(sandbox, pilot, "inbox")
        await shown(sandbox, pilot)
        create_account(sandbox.espace, mailbox)
        await arrived(sandbox, pilot, "message")
        assert "Votre code de confirmation" in sandbox.words
        assert not sandbox.app.visit.reads_next
        await pilot.press("escape")
        await shown(sandbox, pilot)
        await pilot.app.workers.wait_for_complete()
        assert sandbox.route == "inbox"


async def test_who_reads_something_else_meanwhile_is_not_taken_to_the_mail(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    mailbox = sandbox.open_mailbox(*DUPONT)
    async with sandbox.app.run_test() as pilot:
        sandbox.app.visit.reads_next = True
        await opened(sandbox, pilot, "inbox")
        await shown(sandbox, pilot)
        await pilot.press("t")
        await shown(sandbox, pilot, "trash")
        create_account(sandbox.espace, mailbox)
        await pilot.press("escape")
        await appeared(sandbox, pilot, "▸ Ouvrir le mail de l'élection ◂")
        assert sandbox.route == "inbox"


async def test_the_mails_that_were_read_go_together(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        mailbox = await at_inbox(sandbox, pilot, DUPONT)
        assert not seen(sandbox, "Supprimer les lus")
        for message in sandbox.espace.mailbox.list_folder(mailbox).messages[1:]:
            sandbox.espace.mailbox.read(mailbox, message.message_id)
        folder(sandbox).folder.look()
        await appeared(sandbox, pilot, "Supprimer les lus")
        await pilot.press("l")
        await appeared(sandbox, pilot, "2 mails sont dans la corbeille.")
        await pilot.press("a")
        await appeared(sandbox, pilot, "3 mails, dont 1 non lu")


async def test_all_are_checked_and_an_empty_box_says_so(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await at_inbox(sandbox, pilot, DUPONT)
        await pilot.press("down", "ctrl+a", "delete")
        await appeared(sandbox, pilot, "Aucun mail ici.")
        assert seen(sandbox, "aucun mail")
        assert not seen(sandbox, "Suppr")
        await pilot.press("delete", "space", "enter", "l", "down", "end")
        await pilot.press("a")
        await appeared(sandbox, pilot, "3 mails non lus")


async def test_tab_and_enter_alone_reach_the_mails_and_the_next_step(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await at_inbox(sandbox, pilot, DUPONT)
        reached = set()
        for _ in range(6):
            await pilot.press("tab")
            reached.add(focused_field(sandbox))
        assert reached == {"messages", "primary"}
        while focused_field(sandbox) != "messages":
            await pilot.press("tab")
        await pilot.press("enter")
        await arrived(sandbox, pilot, "message")


@pytest.mark.parametrize(
    ("person", "step", "route"),
    [
        ("pending", "Continuer : confirmez votre compte", "confirmation"),
        ("voter", "Continuer : vos scrutins", "scrutins"),
    ],
)
async def test_the_next_step_follows_the_visit(
    open_sandbox: OpenSandbox, person: str, step: str, route: str
) -> None:
    sandbox = open_sandbox()
    mailbox = sandbox.open_mailbox(*DUPONT)
    if person == "pending":
        sandbox.app.visit.pending = create_account(sandbox.espace, mailbox)
        messages = sandbox.espace.mailbox.list_folder(mailbox).messages
        sandbox.espace.mailbox.delete(
            mailbox, [mail.message_id for mail in messages if mail.from_election]
        )
    else:
        sandbox.sign_in()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "inbox")
        await shown(sandbox, pilot)
        assert seen(sandbox, f"▸ {step} ◂")
        await pilot.press("enter")
        await arrived(sandbox, pilot, route)


async def test_after_the_account_window_it_leads_to_the_voter_space(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox(at=datetime(2014, 12, 4, 16, 10, tzinfo=PARIS))
    async with sandbox.app.run_test() as pilot:
        await at_inbox(sandbox, pilot, DUPONT)
        assert seen(sandbox, "▸ Continuer : votre espace électeur ◂")


async def test_a_journey_in_the_calendar_changes_the_next_step(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await at_inbox(sandbox, pilot, DUPONT)
        sandbox.travel(datetime(2014, 12, 4, 16, 10, tzinfo=PARIS))
        await appeared(sandbox, pilot, "Continuer : votre espace électeur")


async def test_a_database_away_is_said_and_the_mails_come_when_it_is_back(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    sandbox.open_mailbox(*EXPIRED)
    async with sandbox.app.run_test() as pilot:
        await sandbox.app.opened_espace()
        sandbox.take_database_away()
        await opened(sandbox, pilot, "inbox")
        await answered(sandbox, pilot)
        assert "momentanément indisponible" in sandbox.screen.refusal.sentence
        sandbox.bring_database_back()
        await appeared(sandbox, pilot, "4 mails non lus")
        assert sandbox.screen.refusal.sentence == ""


async def test_what_cannot_be_deleted_now_stays_checked(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await at_inbox(sandbox, pilot, DUPONT)
        await pilot.press("down", "space")
        sandbox.take_database_away()
        await pilot.press("delete")
        await answered(sandbox, pilot)
        assert "momentanément indisponible" in sandbox.screen.refusal.sentence
        assert len(mails(sandbox).checked) == 1
        sandbox.bring_database_back()
        await pilot.press("delete")
        await appeared(sandbox, pilot, "1 mail est dans la corbeille.")


async def test_the_server_is_asked_nothing_while_another_screen_is_in_front(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        mailbox = await at_inbox(sandbox, pilot, DUPONT)
        inbox = folder(sandbox)
        await open_help(sandbox, pilot)
        read = inbox.folder.content
        create_account(sandbox.espace, mailbox)
        assert isinstance(inbox, Inbox)
        inbox.watch_mail()
        await pilot.app.workers.wait_for_complete()
        assert inbox.folder.content is read
        await pilot.press("escape")
        await appeared(sandbox, pilot, "Confirmez la création")


async def test_a_mailbox_that_has_ended_says_so_once_the_help_is_closed(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        mailbox = await at_inbox(sandbox, pilot, DUPONT)
        inbox = folder(sandbox)
        await open_help(sandbox, pilot)
        with sandbox.espace.context.transaction():
            Elector.update(mail="autre@ac-toulouse.fr").where(
                Elector.mail == mailbox.address
            ).execute()
        inbox.folder.look()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(sandbox.app.screen, HelpScreen)
        await pilot.press("escape")
        await arrived(sandbox, pilot, "webmail_login")


async def test_no_key_deletes_a_mail_that_nobody_points_at(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        mailbox = await at_inbox(sandbox, pilot, DUPONT)
        assert "Suppr Supprimer" not in sandbox.lines[-1]
        assert "↑ ↓ Choisir un mail" in sandbox.lines[-1]
        await pilot.press("delete", "down")
        assert "Suppr Supprimer" in sandbox.lines[-1]
        assert len(sandbox.espace.mailbox.list_folder(mailbox).messages) == 3
        await pilot.press("delete")
        await appeared(sandbox, pilot, "✓ 1 mail est dans la corbeille.")


async def test_a_mail_that_has_expired_leads_to_another_one(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await at_inbox(sandbox, pilot, DUPONT)
        pending = sandbox.create_account()
        sandbox.espace.administration.send_waiting_mail()
        await appeared(sandbox, pilot, "Un mail de l'élection est arrivé")
        sandbox.travel(pending.expires_at)
        await appeared(sandbox, pilot, "Le mail de confirmation a expiré : demandez-en un autre.")
        await pilot.press("tab", "tab")
        sandbox.screen.query_one("#primary").focus()
        assert seen(sandbox, "▸ Continuer : demandez un autre mail ◂")
        await pilot.press("enter")
        await arrived(sandbox, pilot, "confirmation")
