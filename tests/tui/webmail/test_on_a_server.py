"""The mailbox screens if the mailboxes are on a server: the same, but for its words."""

from __future__ import annotations

from datetime import timedelta

from textual.pilot import Pilot

from tests.mail_servers.cable import cable_to
from tests.mail_servers.dovecot import Dovecot
from tests.mail_servers.mails import election_mail, numbered, of_size, written
from tests.models.mail.imap.open_mailboxes import open_mailboxes
from tests.models.mail.imap.steps import FDUPONT, PASSWORD
from tests.tui.reading import until
from tests.tui.sandbox import (
    GOOD,
    SOURCE,
    Sandbox,
    appeared,
    arrived,
    enter,
    focused_field,
    opened,
    seen,
)
from tests.tui.webmail.conftest import OpenServed
from tests.tui.webmail.mailbox import folder, shown
from tui.widgets.quota_bar import QuotaBar

PATIENCE = timedelta(seconds=4)
"""More than a protected connection takes on a machine that does much else."""
SPACE = "www.education.gouv.fr/electionspro2014"


async def shown_in_the_end(sandbox: Sandbox, pilot: Pilot[None], route: str = "inbox") -> None:
    """Wait for a folder, and try again by Enter if its answer took longer than `PATIENCE`."""
    while sandbox.route != route or folder(sandbox).folder.content is None:
        if "La messagerie ne répond pas" in sandbox.words and not sandbox.screen.working:
            await pilot.press("enter")
        await pilot.pause()
    await shown(sandbox, pilot, route)


async def at_served_inbox(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    """Sign in with user name and password, and wait for the inbox."""
    await opened(sandbox, pilot, "webmail_login")
    await enter(pilot, "fdupont", PASSWORD)
    await shown_in_the_end(sandbox, pilot)


async def delete_where_it_is_read(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    """Read the mail that is pointed at, and delete it there."""
    await pilot.press("enter")
    await arrived(sandbox, pilot, "message")
    await pilot.press("delete")
    await arrived(sandbox, pilot, "inbox")


async def test_no_word_of_the_numen_where_the_server_keeps_the_passwords(
    open_served: OpenServed,
) -> None:
    sandbox = open_served()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "webmail_login")
        assert seen(sandbox, "Celui de votre messagerie professionnelle.")
        assert "NUMEN" not in sandbox.words
        await enter(pilot, "fdupont", "16E0501234ABC")
        await appeared(sandbox, pilot, "incorrect")
        assert "NUMEN" not in sandbox.words
        assert "F2" in sandbox.words
        assert focused_field(sandbox) == "mailbox_password"
        titles = {
            "user_name": "Nom d'utilisateur",
            "mailbox_password": "Mot de passe de la messagerie",
        }
        for field, title in titles.items():
            sandbox.screen.field(field).input.focus()
            await pilot.press("f1")
            await pilot.pause()
            assert title in sandbox.words
            assert "NUMEN" not in sandbox.words
            await pilot.press("escape")


async def test_the_election_file_may_say_which_password_is_meant(open_served: OpenServed) -> None:
    sandbox = open_served()
    mail = sandbox.app.election.mail.changed(password_help="Celui du Rectorat.")
    sandbox.app.election = sandbox.app.election.changed(mail=mail)
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "webmail_login")
        assert seen(sandbox, "Celui du Rectorat.")


async def test_signing_in_leads_straight_to_the_inbox_of_the_server(
    open_served: OpenServed, dovecot: Dovecot
) -> None:
    sandbox = open_served()
    dovecot.deliver(FDUPONT, written("Conseil de classe").as_bytes())
    async with sandbox.app.run_test() as pilot:
        await at_served_inbox(sandbox, pilot)
        assert seen(sandbox, "Conseil de classe")
        assert not sandbox.screen.query_one(QuotaBar).display  # room enough
        assert seen(sandbox, f"{FDUPONT} · 1 mail non lu")


async def test_a_mailbox_without_limit_shows_no_bar(open_served: OpenServed) -> None:
    sandbox = open_served(quota="0")
    async with sandbox.app.run_test() as pilot:
        await at_served_inbox(sandbox, pilot)
        assert not sandbox.screen.query_one(QuotaBar).display
        assert "%" not in sandbox.words


async def test_the_mail_of_the_election_is_seen_as_it_comes_in(
    open_served: OpenServed, dovecot: Dovecot
) -> None:
    sandbox = open_served()
    body = f"Suivez :\n\nhttps://{SPACE}/confirmation?jeton={'a' * 43}\n"
    async with sandbox.app.run_test() as pilot:
        await at_served_inbox(sandbox, pilot)
        dovecot.deliver(FDUPONT, election_mail(sandbox.espace, FDUPONT, body))
        await appeared(sandbox, pilot, "Un mail de l'élection est arrivé : ouvrez-le.")
        await pilot.press("enter")
        await arrived(sandbox, pilot, "message")
        assert seen(sandbox, "Cliquer sur le lien de confirmation")


async def test_files_of_a_mail_are_named_under_its_text(
    open_served: OpenServed, dovecot: Dovecot
) -> None:
    sandbox = open_served()
    mail = written("Compte rendu", "Ci-joint.\n")
    mail.add_attachment(b"x" * 86_016, maintype="application", subtype="pdf", filename="été.pdf")
    dovecot.deliver(FDUPONT, mail.as_bytes())
    async with sandbox.app.run_test() as pilot:
        await at_served_inbox(sandbox, pilot)
        await pilot.press("up", "enter")
        await arrived(sandbox, pilot, "message")
        assert (
            "Ci-joint. Pièces jointes, à ouvrir dans votre messagerie habituelle : - été.pdf (84"
            in (sandbox.words.replace("\u00a0", " "))
        )


async def test_a_full_mailbox_is_emptied_on_the_server(
    open_served: OpenServed, dovecot: Dovecot
) -> None:
    sandbox = open_served(quota="40K")
    dovecot.deliver(FDUPONT, of_size(36_000))
    async with sandbox.app.run_test() as pilot:
        await at_served_inbox(sandbox, pilot)
        assert "boîte saturée" in sandbox.words
        await pilot.press("delete")
        assert focused_field(sandbox) == "primary"
        await pilot.press("enter")
        await appeared(sandbox, pilot, "✓ 1 mail est supprimé.")
        await until(pilot, lambda: "boîte saturée" not in sandbox.words)


async def test_what_was_typed_is_kept_while_the_server_hangs_and_the_next_try_works(
    open_served: OpenServed, dovecot: Dovecot
) -> None:
    with cable_to(dovecot.imaps) as cable:
        sandbox = open_served(port=cable.port, timeout_seconds=PATIENCE)
        async with sandbox.app.run_test() as pilot:
            await opened(sandbox, pilot, "webmail_login")
            cable.hold()
            await enter(pilot, "fdupont", PASSWORD)
            assert seen(sandbox, "Connexion…")
            await appeared(sandbox, pilot, "La messagerie ne répond pas")
            assert sandbox.screen.field("mailbox_password").value == PASSWORD
            cable.free()
            await pilot.press("enter")
            await shown_in_the_end(sandbox, pilot)
            cable.hold()
            await pilot.press("t")
            await appeared(sandbox, pilot, "La messagerie ne répond pas")
            cable.free()
            await pilot.press("enter")
            await shown_in_the_end(sandbox, pilot, "trash")


async def test_quittez_ends_at_once_while_the_server_hangs(
    open_served: OpenServed, dovecot: Dovecot
) -> None:
    with cable_to(dovecot.imaps) as cable:
        sandbox = open_served(port=cable.port)
        async with sandbox.app.run_test() as pilot:
            await at_served_inbox(sandbox, pilot)
            cable.hold()
            await pilot.press("t")
            await pilot.press("f10")
            await until(pilot, lambda: not sandbox.app.is_running)
        assert open_mailboxes(sandbox.espace) == {}


async def test_a_mailbox_of_five_thousand_mails_is_shown_and_scrolled(
    open_served: OpenServed, dovecot: Dovecot
) -> None:
    sandbox = open_served(quota="100M")
    dovecot.put("fdupont", *numbered(5000))
    async with sandbox.app.run_test() as pilot:
        await at_served_inbox(sandbox, pilot)
        assert seen(sandbox, f"{FDUPONT} · 1 000 mails sur 5 000, tous non lus")
        await pilot.press("up", "end", "ctrl+a", "delete")
        await appeared(sandbox, pilot, "1 000 mails sont dans la corbeille")
        assert seen(sandbox, f"{FDUPONT} · 1 000 mails sur 4 000")
        await pilot.press("t")
        await shown(sandbox, pilot, "trash")
        assert seen(sandbox, "Corbeille : 1 000 mails, ")


async def test_a_server_that_hangs_is_asked_by_one_look_at_a_time(
    open_served: OpenServed, dovecot: Dovecot
) -> None:
    with cable_to(dovecot.imaps) as cable:
        sandbox = open_served(port=cable.port)
        async with sandbox.app.run_test() as pilot:
            await at_served_inbox(sandbox, pilot)
            cable.hold()
            for _ in range(5):
                folder(sandbox).folder.look()
                await pilot.pause()
            looks = [worker for worker in sandbox.app.workers if worker.group == "quiet"]
            assert len([worker for worker in looks if worker.is_running]) == 1
            cable.free()
            await until(pilot, lambda: not any(worker.is_running for worker in looks))
            dovecot.deliver(FDUPONT, written("Revenu").as_bytes())
            await appeared(sandbox, pilot, "Revenu")


async def test_a_password_changed_elsewhere_leads_to_the_sign_in_and_keeps_the_confirmation(
    open_served: OpenServed, dovecot: Dovecot
) -> None:
    sandbox = open_served()
    async with sandbox.app.run_test() as pilot:
        await at_served_inbox(sandbox, pilot)
        mailbox = sandbox.app.visit.mailbox
        pending = sandbox.espace.account.create(FDUPONT, GOOD, GOOD, mailbox=mailbox, source=SOURCE)
        sandbox.app.visit.pending = pending
        sandbox.espace.mailbox.close(mailbox)
        await pilot.press("t")
        await arrived(sandbox, pilot, "webmail_login")
        assert "Connectez-vous de nouveau." in sandbox.screen.refusal.sentence
        assert seen(sandbox, "Étape 2 sur 3")
        assert sandbox.app.visit.mailbox is None
        assert sandbox.app.visit.pending is pending
        await pilot.press("escape")
        await arrived(sandbox, pilot, "home")
        assert seen(sandbox, "à faire maintenant")


async def test_an_idle_inbox_finds_out_that_it_is_not_open_any_more(
    open_served: OpenServed,
) -> None:
    sandbox = open_served()
    async with sandbox.app.run_test() as pilot:
        await at_served_inbox(sandbox, pilot)
        sandbox.espace.mailbox.close(sandbox.app.visit.mailbox)
        await arrived(sandbox, pilot, "webmail_login")
        assert "Connectez-vous de nouveau." in sandbox.words


async def test_while_the_server_is_silent_the_inbox_says_how_old_it_is(
    open_served: OpenServed, dovecot: Dovecot
) -> None:
    with cable_to(dovecot.imaps) as cable:
        sandbox = open_served(port=cable.port, timeout_seconds=PATIENCE)
        dovecot.deliver(FDUPONT, written("Conseil").as_bytes())
        async with sandbox.app.run_test() as pilot:
            await at_served_inbox(sandbox, pilot)
            cable.hold()
            old = "· La messagerie ne répond plus : ce que vous voyez date de 9 h 30."
            await appeared(sandbox, pilot, old)
            await pilot.press("up", "enter")
            assert "Ouverture du mail…" in sandbox.words
            await until(pilot, lambda: "ne répond pas" in sandbox.screen.refusal.sentence)
            assert "saisie" not in sandbox.screen.refusal.sentence
            cable.free()
            await until(pilot, lambda: not seen(sandbox, "ne répond plus"))
            assert sandbox.screen.refusal.sentence == ""


async def test_a_folder_that_was_not_read_offers_nothing_on_nothing(
    open_served: OpenServed, dovecot: Dovecot
) -> None:
    with cable_to(dovecot.imaps) as cable:
        sandbox = open_served(port=cable.port, timeout_seconds=PATIENCE)
        async with sandbox.app.run_test() as pilot:
            await at_served_inbox(sandbox, pilot)
            cable.hold()
            await pilot.press("t")
            await appeared(sandbox, pilot, "ne répond pas")
            assert seen(sandbox, "▸ Réessayer ◂")
            for words in ("Aucun mail ici.", "Restaurer", "Vider la corbeille"):
                assert not seen(sandbox, words)
            cable.free()
            await pilot.press("enter")
            await shown_in_the_end(sandbox, pilot, "trash")
            assert seen(sandbox, "Aucun mail ici.")


async def test_a_mail_that_the_trash_has_no_room_for_may_be_erased_for_good(
    open_served: OpenServed, dovecot: Dovecot
) -> None:
    sandbox = open_served(quota="100K")
    for name in ("ancien", "récent"):
        dovecot.deliver(FDUPONT, of_size(20_000, name))
    dovecot.change("fdupont", quota="30K")
    async with sandbox.app.run_test() as pilot:
        await at_served_inbox(sandbox, pilot)
        await delete_where_it_is_read(sandbox, pilot)
        question = "La corbeille n'a plus de place. Supprimer définitivement 1 mail ?"
        await appeared(sandbox, pilot, question)
        assert focused_field(sandbox) == "keep"
        await pilot.press("enter")
        assert question not in sandbox.words
        await delete_where_it_is_read(sandbox, pilot)
        await until(pilot, lambda: focused_field(sandbox) == "keep")
        await pilot.press("shift+tab")
        assert focused_field(sandbox) == "primary"
        await pilot.press("enter")
        await appeared(sandbox, pilot, "✓ 1 mail est supprimé.")
        assert seen(sandbox, f"{FDUPONT} · 1 mail")
        assert seen(sandbox, "ancien")
