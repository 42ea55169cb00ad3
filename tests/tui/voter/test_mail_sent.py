"""After creation: where the mail is, what comes next, another one when it is time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from models import MailFate
from models.espace import ProfessionalMailbox
from tests.models.clocks import MORNING, PARIS
from tests.models.steps import sample
from tests.tui.conftest import OpenSandbox
from tests.tui.sandbox import (
    DUPONT,
    GOOD,
    SOURCE,
    answered,
    appeared,
    arrived,
    enter,
    focused_field,
    open_help,
    opened,
    seen,
)
from tui.screens.path_words import LEFT
from tui.screens.voter.mail_follower import LATE, ON_ITS_WAY, fate_words
from tui.screens.voter.mail_sent import MailSent
from tui.visit.routes import Route
from tui.widgets.buttons import SecondaryButton

FULL = "Votre boîte est saturée : le mail ne peut pas arriver. Videz-la, puis ouvrez le mail."
OBRIEN = "jean-noel.obriendarc@ac-toulouse.fr"


async def test_the_next_step_is_the_mailbox(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        sandbox.create_account()
        await opened(sandbox, pilot, "mail_sent")
        assert f"Dans votre messagerie professionnelle, à l'adresse {DUPONT}." in sandbox.words
        assert "valable jusqu'au 29 novembre à 9 h 30." in sandbox.words
        assert focused_field(sandbox) == "primary"
        await pilot.press("enter")
        await arrived(sandbox, pilot, "webmail_login")
        await pilot.press("escape")
        await arrived(sandbox, pilot, "mail_sent")
        await pilot.press("tab", "enter")
        await arrived(sandbox, pilot, "confirmation")


async def test_the_owner_of_the_mailbox_reads_that_the_mail_arrived(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        sandbox.open_mailbox("fdupont")
        sandbox.create_account()
        await opened(sandbox, pilot, "mail_sent")
        await appeared(sandbox, pilot, "✓ Le mail est arrivé dans votre boîte.")
        assert seen(sandbox, "▸ Ouvrir le mail ◂")
        await pilot.press("enter")
        await arrived(sandbox, pilot, "message")
        assert not sandbox.app.visit.reads_next
        await pilot.press("escape")
        await arrived(sandbox, pilot, "inbox")


async def test_whoever_opens_the_mailbox_now_reads_the_mail_at_once(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        sandbox.create_account()
        await opened(sandbox, pilot, "mail_sent")
        await pilot.app.workers.wait_for_complete()
        await pilot.press("enter")
        await arrived(sandbox, pilot, "webmail_login")
        await enter(pilot, "fdupont", sample("fdupont").numen)
        await arrived(sandbox, pilot, "webmail_new_password")
        sandbox.screen.query_one(SecondaryButton).focus()
        await pilot.press("enter")
        await arrived(sandbox, pilot, "message")
        assert not sandbox.app.visit.reads_next


async def test_a_full_mailbox_is_told_and_looked_at_again_once_emptied(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        mailbox = sandbox.open_mailbox("jobriendarc")
        sandbox.create_account(OBRIEN)
        await opened(sandbox, pilot, "mail_sent")
        await appeared(sandbox, pilot, f"· {FULL}")
        assert seen(sandbox, "LE MAIL NE PEUT PAS ARRIVER")
        assert seen(sandbox, "▸ Vider ma boîte ◂")
        await opened(sandbox, pilot, "account_access")
        messages = sandbox.espace.mailbox.list_folder(mailbox).messages
        sandbox.espace.mailbox.delete(mailbox, [message.message_id for message in messages])
        sandbox.espace.mailbox.empty_trash(mailbox)
        sandbox.app.back()
        await appeared(sandbox, pilot, "✓ Le mail est arrivé dans votre boîte.")


async def test_the_page_sees_by_itself_that_the_mail_has_arrived(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        mailbox = sandbox.open_mailbox("jobriendarc")
        sandbox.create_account(OBRIEN)
        await opened(sandbox, pilot, "mail_sent")
        await appeared(sandbox, pilot, f"· {FULL}")
        messages = sandbox.espace.mailbox.list_folder(mailbox).messages
        sandbox.espace.mailbox.delete(mailbox, [message.message_id for message in messages])
        sandbox.espace.mailbox.empty_trash(mailbox)
        await appeared(sandbox, pilot, "✓ Le mail est arrivé dans votre boîte.")
        assert seen(sandbox, "▸ Ouvrir le mail ◂")
        assert seen(sandbox, "Étape 2 sur 3")
        await pilot.press("enter")
        await arrived(sandbox, pilot, "message")


async def test_a_server_that_is_slow_is_told_after_fifteen_seconds(
    open_sandbox: OpenSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server hangs: the mail waits, and whoever looks sees it wait."""
    sandbox = open_sandbox()
    waiting = MailFate(waiting=1, full=False, refused=0, arrived=False)
    monkeypatch.setattr(ProfessionalMailbox, "follow_mail", lambda *_: waiting, raising=False)
    async with sandbox.app.run_test() as pilot:
        sandbox.open_mailbox("fdupont")
        sandbox.create_account()
        await opened(sandbox, pilot, "mail_sent")
        await appeared(sandbox, pilot, ON_ITS_WAY)
        page = sandbox.screen
        assert isinstance(page, MailSent)
        for seconds, words in ((14, ON_ITS_WAY), (16, LATE), (40, LATE)):
            sandbox.travel(MORNING + timedelta(seconds=seconds))
            page.mail.look()
            await appeared(sandbox, pilot, words)
        sandbox.travel(MORNING + timedelta(minutes=2))
        page.mail.ask_another()
        await answered(sandbox, pilot)
        await appeared(sandbox, pilot, ON_ITS_WAY)


async def test_nothing_is_looked_for_while_another_screen_is_in_front(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        mailbox = sandbox.open_mailbox("jobriendarc")
        sandbox.create_account(OBRIEN)
        await opened(sandbox, pilot, "mail_sent")
        await appeared(sandbox, pilot, f"· {FULL}")
        page = sandbox.screen
        assert isinstance(page, MailSent)
        await open_help(sandbox, pilot)
        messages = sandbox.espace.mailbox.list_folder(mailbox).messages
        sandbox.espace.mailbox.erase(mailbox, [message.message_id for message in messages])
        page.watch_mail()
        await pilot.app.workers.wait_for_complete()
        assert not page.mail.settled
        await pilot.press("escape")
        await appeared(sandbox, pilot, "✓ Le mail est arrivé dans votre boîte.")


async def test_another_visit_is_told_nothing_of_the_mail(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        sandbox.open_mailbox("fdupont")
        sandbox.create_account(OBRIEN)
        await opened(sandbox, pilot, "mail_sent")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "saturée" not in sandbox.words
        assert "arrivé" not in sandbox.words


async def test_another_mail_counts_down_then_replaces_the_first(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        sandbox.create_account()
        await opened(sandbox, pilot, "mail_sent")
        assert "Vous pourrez demander un autre mail dans " in sandbox.words
        await pilot.press("tab", "tab")
        assert focused_field(sandbox) == "other_address"
        sandbox.travel(datetime(2014, 11, 28, 9, 32, tzinfo=PARIS))
        await pilot.pause()
        assert seen(sandbox, "Demander un autre mail")
        await pilot.press("tab", "enter")
        await answered(sandbox, pilot)
        assert "Un autre mail vous a été adressé" in sandbox.words
        assert "Vous pourrez demander un autre mail dans " in sandbox.words
        pending = sandbox.app.visit.pending
        assert pending is not None
        assert pending.resend_at > sandbox.clock.now()


async def test_when_the_day_is_used_up_the_moment_is_told(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        mailbox = sandbox.open_mailbox("fdupont")
        sandbox.create_account()
        for minute in range(2, 10, 2):
            sandbox.clock.travel(MORNING.replace(minute=30 + minute))
            assert sandbox.app.visit.pending is not None
            sandbox.app.visit.pending = sandbox.espace.account.resend_code(
                sandbox.app.visit.pending, mailbox=mailbox, source=SOURCE
            )
        await opened(sandbox, pilot, "mail_sent")
        wait = "Vous pourrez demander un autre mail le 29 novembre à 9 h 30."
        assert wait in sandbox.words


async def test_a_mistyped_address_can_be_corrected(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        sandbox.create_account()
        await opened(sandbox, pilot, "mail_sent")
        await pilot.press("tab", "tab", "enter")
        await arrived(sandbox, pilot, "account_creation")
        assert sandbox.screen.field("address").value == DUPONT


async def test_a_database_that_is_away_is_told_when_another_mail_is_asked_for(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        sandbox.create_account()
        sandbox.clock.travel(datetime(2014, 11, 28, 9, 40, tzinfo=PARIS))
        await opened(sandbox, pilot, "mail_sent")
        await pilot.app.workers.wait_for_complete()
        sandbox.take_database_away()
        await pilot.press("tab", "tab", "tab", "enter")
        await answered(sandbox, pilot)
        assert "momentanément indisponible" in sandbox.screen.refusal.sentence
        sandbox.bring_database_back()


@pytest.mark.parametrize("route", ["mail_sent", "confirmation", "renew_password"])
async def test_after_the_confirmations_the_screen_says_what_remains(
    open_sandbox: OpenSandbox, route: Route
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        sandbox.create_account()
        await opened(sandbox, pilot, route)
        sandbox.travel(datetime(2014, 12, 4, 16, 50, tzinfo=PARIS))
        await pilot.pause()
        assert "epuis le 4 décembre à 16 h 50." in sandbox.words
        if route == "renew_password":  # of an account that may be confirmed
            assert "▸ Accéder à mon espace électeur ◂" in sandbox.words
            await pilot.press("enter")
            await arrived(sandbox, pilot, "account_access")
        else:
            assert sandbox.app.election.election.assistance_closed[0] in sandbox.words
            assert "▸ QUITTEZ ◂" in sandbox.words
            await pilot.press("enter")
            await pilot.pause()
            assert sandbox.app.farewell == LEFT


@pytest.mark.parametrize("route", ["mail_sent", "password_mail_sent"])
async def test_a_mail_that_has_expired_is_not_offered_any_more(
    open_sandbox: OpenSandbox, route: Route
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        pending = sandbox.create_account()
        await opened(sandbox, pilot, route)
        sandbox.travel(pending.expires_at)
        await pilot.pause()
        assert "LE MAIL A EXPIRÉ" in sandbox.words
        assert "Ouvrir le mail" not in sandbox.words
        assert "arrivé" not in sandbox.words
        await open_help(sandbox, pilot)
        assert "Demandez un autre mail, puis ouvrez-le" in sandbox.words
        await pilot.press("escape", "enter")
        await arrived(sandbox, pilot, "confirmation" if route == "mail_sent" else "renew_password")


def test_a_mail_that_a_server_has_taken_is_not_said_to_have_arrived() -> None:
    """Only the mailbox itself can show it."""
    gone = fate_words(MailFate(waiting=0, full=False, refused=0, arrived=False))
    assert gone.words.startswith("Le mail est parti vers votre boîte")
    assert not gone.settled


def test_a_mail_is_settled_once_it_has_arrived_or_was_refused() -> None:
    nothing = MailFate(waiting=0, full=False, refused=0, arrived=False)
    assert fate_words(replace(nothing, arrived=True)).settled
    assert fate_words(replace(nothing, refused=1)).settled
    assert not fate_words(replace(nothing, waiting=1)).settled
    assert not fate_words(replace(nothing, refused=1, full=True)).settled


async def test_a_mail_to_another_box_than_the_open_one_is_not_promised_there(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        sandbox.open_mailbox("fdupont")
        sandbox.app.visit.pending = sandbox.espace.account.create(
            "jean.martin1@ac-toulouse.fr",
            GOOD,
            GOOD,
            mailbox=sandbox.app.visit.mailbox,
            source=sandbox.app.profile.source,
        )
        await opened(sandbox, pilot, "mail_sent")
        await answered(sandbox, pilot)
        assert f"Ce mail n'arrivera pas dans la boîte ouverte, {DUPONT}." in sandbox.words
        assert "Ouvrir le mail" not in sandbox.words
        await pilot.press("enter")
        await arrived(sandbox, pilot, "account_creation")
