"""A mail: its text made safe, its link followed, a stale one explained, its neighbours."""

from __future__ import annotations

from datetime import datetime, timedelta

from textual.pilot import Pilot

from models import CodePurpose, Message, MessageSummary
from models.mail.embedded import place_of
from models.tables.mailboxes import MailboxMessage
from tests.models.clocks import MORNING, PARIS
from tests.models.desk.staff_members import correct
from tests.models.steps import OTHER_PASSWORD
from tests.tui.conftest import OpenSandbox
from tests.tui.reading import lines_of, text_of, until
from tests.tui.sandbox import GOOD, SOURCE, Sandbox, answered, appeared, arrived, opened, seen
from tests.tui.webmail.mailbox import (
    DUPONT,
    EXPIRED,
    FLOODED,
    at_inbox,
    create_account,
    folder,
    shown,
)
from tui.screens.webmail.message import MessageScreen


async def at_election_mail(sandbox: Sandbox, pilot: Pilot[None], person: tuple[str, str]) -> None:
    """Open a person's inbox, and in it the mail of the election."""
    await at_inbox(sandbox, pilot, person)
    await pilot.press("enter")
    await arrived(sandbox, pilot, "message")


def made_up(subject: str, body: str, *, cut: bool = False) -> Message:
    summary = MessageSummary(0, "Quelqu'un [b] <x@example.org>", subject, MORNING, 9, True, False)
    return Message(summary, body, cut, None)


async def test_the_link_leads_to_the_confirmation(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await at_election_mail(sandbox, pilot, FLOODED)
        assert seen(sandbox, "De : Élections professionnelles 2014 <elections2014@ac-toulouse.fr>")
        assert seen(sandbox, "Reçu : le 28 novembre à 4 h 30")
        assert seen(sandbox, "▸ Cliquer sur le lien de confirmation ◂")
        await pilot.press("enter")
        await arrived(sandbox, pilot, "confirmation")
        visit = sandbox.app.visit
        assert visit.pending is not None
        assert visit.pending.purpose is CodePurpose.CONFIRM
        assert visit.pending.proof is None
        assert visit.link is not None
        await pilot.press("escape")
        await arrived(sandbox, pilot, "message")


async def test_the_link_of_another_request_leaves_one_s_own_alone(
    open_sandbox: OpenSandbox,
) -> None:
    """Somebody else has asked for the same address since: theirs is the newest mail."""
    sandbox = open_sandbox()
    mailbox = sandbox.open_mailbox(*DUPONT)
    async with sandbox.app.run_test() as pilot:
        mine = sandbox.app.visit.pending = create_account(sandbox.espace, mailbox)
        sandbox.travel(sandbox.clock.now() + timedelta(minutes=2))
        sandbox.espace.account.create(
            mailbox.address, OTHER_PASSWORD, OTHER_PASSWORD, mailbox=None, source="ailleurs"
        )
        sandbox.espace.administration.send_waiting_mail()
        await opened(sandbox, pilot, "inbox")
        await shown(sandbox, pilot)
        await pilot.press("enter")
        await arrived(sandbox, pilot, "message")
        await pilot.press("enter")
        await answered(sandbox, pilot)
        assert sandbox.app.visit.pending == mine
        assert "autre demande faite pour votre adresse" in sandbox.words
        assert seen(sandbox, "▸ Retour aux mails ◂")


async def test_who_has_made_no_request_is_told_what_to_do_with_one(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    mailbox = sandbox.open_mailbox(*DUPONT)
    sandbox.espace.account.create(
        mailbox.address, OTHER_PASSWORD, OTHER_PASSWORD, mailbox=None, source="ailleurs"
    )
    sandbox.espace.administration.send_waiting_mail()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "inbox")
        await shown(sandbox, pilot)
        await pilot.press("enter")
        await arrived(sandbox, pilot, "message")
        await pilot.press("enter")
        await arrived(sandbox, pilot, "confirmation")
        assert "Si cette demande n'est pas de vous, créez votre compte" in sandbox.words
        assert seen(sandbox, "Créer mon compte de nouveau")


async def test_the_link_confirms_by_itself_in_the_visit_that_typed_the_password(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    mailbox = sandbox.open_mailbox(*DUPONT)
    pending = create_account(sandbox.espace, mailbox)
    sandbox.app.visit.pending = pending
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "inbox")
        await shown(sandbox, pilot)
        await pilot.press("enter")
        await arrived(sandbox, pilot, "message")
        await pilot.press("enter")
        await arrived(sandbox, pilot, "password_reminder")
        assert pending.proof is not None
        assert sandbox.app.visit.voter is not None
        assert sandbox.app.visit.voter.person.address == mailbox.address


async def test_the_link_of_a_forgotten_password_leads_to_another(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    sandbox.open_mailbox("kbenali")
    sandbox.espace.account.ask_password_code("karim.benali@ac-toulouse.fr", source=SOURCE)
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "inbox")
        await appeared(sandbox, pilot, "▸ Ouvrir le mail de l'élection ◂")
        await pilot.press("enter")
        await arrived(sandbox, pilot, "message")
        await pilot.press("enter")
        await arrived(sandbox, pilot, "renew_password")
        assert sandbox.app.visit.pending is not None
        assert sandbox.app.visit.pending.purpose is CodePurpose.RESET


async def test_an_expired_link_says_why_and_leads_to_the_voter_space(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await at_election_mail(sandbox, pilot, EXPIRED)
        await pilot.press("enter")
        await answered(sandbox, pilot)
        assert "Ce lien a expiré. Demandez un autre mail." in sandbox.screen.refusal.sentence
        assert "votre mot de passe électeur suffit" in sandbox.screen.refusal.sentence
        assert sandbox.app.visit.pending is None
        assert seen(sandbox, "▸ Continuer vers l'espace électeur ◂")
        await pilot.press("enter")
        await arrived(sandbox, pilot, "account_access")


async def test_once_nothing_can_be_confirmed_an_expired_link_promises_no_other_mail(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox(at=datetime(2014, 12, 4, 18, tzinfo=PARIS))
    async with sandbox.app.run_test() as pilot:
        await at_inbox(sandbox, pilot, EXPIRED)
        assert not seen(sandbox, "ouvrez-le")
        assert seen(sandbox, "▸ Continuer : votre espace électeur ◂")
        await pilot.press("shift+tab", "enter")
        await arrived(sandbox, pilot, "message")
        await pilot.press("enter")
        await answered(sandbox, pilot)
        assert "les comptes sont fermés depuis le 4 décembre à 16 h 50" in sandbox.words
        assert "Adressez-vous à l'assistance" in sandbox.words
        assert "autre mail" not in sandbox.words


async def test_a_replaced_link_leads_to_the_newest_mail(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    mailbox = sandbox.open_mailbox(*FLOODED)
    sandbox.espace.account.create(mailbox.address, GOOD, GOOD, mailbox=mailbox, source=SOURCE)
    sandbox.espace.administration.send_waiting_mail()
    old = [m for m in sandbox.espace.mailbox.list_folder(mailbox).messages if m.from_election][1]
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "inbox")
        await shown(sandbox, pilot)
        folder(sandbox).folder.open(old.message_id)
        await arrived(sandbox, pilot, "message")
        await pilot.press("enter")
        await answered(sandbox, pilot)
        assert "Un lien plus récent vous a été adressé" in sandbox.screen.refusal.sentence
        await pilot.press("enter")
        await answered(sandbox, pilot)
        assert sandbox.screen.refusal.sentence == ""
        await pilot.press("enter")
        await arrived(sandbox, pilot, "confirmation")


async def test_an_ordinary_mail_has_no_link_and_enter_goes_back(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await at_inbox(sandbox, pilot, DUPONT)
        await pilot.press("down", "enter")
        await arrived(sandbox, pilot, "message")
        assert seen(sandbox, "Les conseils de classe du premier trimestre commencent lundi.")
        assert not seen(sandbox, "Cliquer sur le lien")
        await pilot.press("enter")
        assert sandbox.screen.route == "inbox"


async def test_the_mails_before_and_after_are_one_key_away(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await at_inbox(sandbox, pilot, DUPONT)
        await pilot.press("down", "enter")
        await arrived(sandbox, pilot, "message")
        assert not seen(sandbox, "Précédent")
        await pilot.press("s")
        await appeared(sandbox, pilot, "Conseil d'administration du jeudi")
        await pilot.press("s")
        await appeared(sandbox, pilot, "Élections professionnelles : activez")
        assert not seen(sandbox, "Suivant")
        await pilot.press("s", "p")
        await appeared(sandbox, pilot, "Conseil d'administration du jeudi")
        await pilot.press("escape")
        await appeared(sandbox, pilot, "3 mails")
        await until(pilot, lambda: "•" not in text_of(sandbox.app))


async def test_a_mail_is_deleted_where_it_is_read_and_taken_back(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await at_inbox(sandbox, pilot, DUPONT)
        await pilot.press("down", "enter")
        await arrived(sandbox, pilot, "message")
        await pilot.press("delete")
        await shown(sandbox, pilot)
        await appeared(sandbox, pilot, "1 mail est dans la corbeille.")
        await pilot.press("a")
        await appeared(sandbox, pilot, "3 mails")


async def test_a_mail_that_is_gone_is_said_and_the_list_is_put_right(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        mailbox = await at_inbox(sandbox, pilot, DUPONT)
        newest = sandbox.espace.mailbox.list_folder(mailbox).messages[0]
        sandbox.espace.mailbox.delete(mailbox, [newest.message_id])
        sandbox.espace.mailbox.empty_trash(mailbox)
        await pilot.press("down", "enter")
        await answered(sandbox, pilot)
        assert "Ce mail n'est plus dans votre boîte." in sandbox.screen.refusal.sentence
        await appeared(sandbox, pilot, "2 mails")


async def test_a_text_is_shown_as_text_and_the_keys_scroll_it(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    sandbox.open_mailbox(*DUPONT)
    body = "[red]Bonjour[/] \\[x]\n" + "\n".join(f"ligne {number}" for number in range(90))
    message = made_up("[/] ⟦objet⟧ [b]", body)
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "message", message=message)
        assert seen(sandbox, "[/] ⟦objet⟧ [b]")
        assert seen(sandbox, "De : Quelqu'un [b] <x@example.org>")
        assert seen(sandbox, "[red]Bonjour[/] \\[x]")
        assert not seen(sandbox, "Suppr")
        await pilot.press("pagedown", "down")
        assert not seen(sandbox, "ligne 0")
        await pilot.press("pageup", "up")
        assert seen(sandbox, "ligne 0")


async def test_a_mail_of_nine_thousand_lines_is_read_to_its_end_and_back(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    sandbox.open_mailbox(*DUPONT)
    body = "\n".join(f"é {number}" for number in range(9_000))
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "message", message=made_up("Liste", body))
        assert seen(sandbox, "é 0")
        letter = sandbox.screen.query_one("#letter")
        await until(pilot, lambda: letter.virtual_size.height == 9_000)
        letter.scroll_end(animate=False)
        await until(pilot, lambda: "é 8999" in sandbox.words)
        await pilot.resize_terminal(100, 30)
        await until(pilot, lambda: letter.virtual_size.height == 9_000)
        letter.scroll_home(animate=False)
        await until(pilot, lambda: "é 1 é 2" in sandbox.words)


async def test_a_text_that_takes_the_place_of_another_is_all_that_is_shown(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    sandbox.open_mailbox(*DUPONT)
    long = made_up("Liste", "\n".join(f"long {number}" for number in range(9_000)))
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "message", message=long)
        screen = sandbox.screen
        assert isinstance(screen, MessageScreen)
        screen.show(made_up("Bref", "Un seul mot."))
        await until(pilot, lambda: screen.query_one("#text").size.height == 1)
        assert "Un seul mot." in sandbox.words
        assert "long" not in sandbox.words


async def test_a_mail_of_a_megabyte_is_cut_and_says_so(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    mailbox = sandbox.open_mailbox("kbenali")
    newest = sandbox.espace.mailbox.list_folder(mailbox).messages[0]
    context = sandbox.espace.context
    with context.transaction():
        message = MailboxMessage.get_by_id(newest.message_id)
        place = place_of(message, "body")
        message.body = context.seal.close("0123456789" * 100_000, *place)
        message.save()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "inbox")
        await shown(sandbox, pilot)
        folder(sandbox).folder.open(newest.message_id)
        await arrived(sandbox, pilot, "message")
        assert seen(sandbox, "Ce mail est très long : seul son début est affiché.")
        assert "0123456789" in "".join(lines_of(sandbox.app))


async def test_a_mail_without_a_subject_has_a_heading(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    sandbox.open_mailbox(*DUPONT)
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "message", message=made_up("", "Bonjour"))
        assert seen(sandbox, "(sans objet)")


async def test_a_correction_of_the_address_is_stopped_by_two_enters(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    correct(sandbox.espace, "fdupont", "francoise.dupont7@ac-toulouse.fr")
    async with sandbox.app.run_test() as pilot:
        await at_inbox(sandbox, pilot, DUPONT)
        await until(
            pilot, lambda: "Votre adresse professionnelle va changer" in text_of(sandbox.app)
        )
        await pilot.press("down", "enter")
        await arrived(sandbox, pilot, "message")
        await appeared(sandbox, pilot, "francoise.dupont7@ac-toulouse.fr")
        assert seen(sandbox, "▸ Je n'ai rien demandé : garder mon adresse ◂")
        await pilot.press("f1")
        await appeared(sandbox, pilot, "appuyez deux fois sur Entrée")
        await pilot.press("escape")
        await pilot.press("enter")
        await appeared(sandbox, pilot, "▸ Arrêter le changement d'adresse ◂")
        await pilot.press("enter")
        await appeared(sandbox, pilot, "Votre adresse reste la même")
        await pilot.press("enter")
        await arrived(sandbox, pilot, "inbox")
        await pilot.press("enter")
        await arrived(sandbox, pilot, "message")
        await pilot.press("enter", "enter")
        await appeared(sandbox, pilot, "Ce changement d'adresse n'attend plus")
