"""Confirmation: by the code in any shape or by the link, with what is left of both in sight."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from models.rules.codes import make_link
from models.views.voter import LinkToken
from tests.models.clocks import PARIS
from tests.models.steps import OTHER_PASSWORD
from tests.tui.conftest import OpenSandbox
from tests.tui.sandbox import (
    DUPONT,
    GOOD,
    SOURCE,
    Sandbox,
    answered,
    appeared,
    arrived,
    enter,
    focused_field,
    opened,
    seen,
    write,
)

WRONG = "BCDFG-HJKLM"


def create(sandbox: Sandbox) -> tuple[str, LinkToken]:
    """Create an account in this visit; return the code and the link of its mail."""
    mailbox = sandbox.open_mailbox("fdupont")
    sandbox.create_account()
    return sandbox.newest_mail(mailbox)


def forget_proof(sandbox: Sandbox) -> None:
    """Make it a visit in which the password was not typed."""
    assert sandbox.app.visit.pending is not None
    sandbox.app.visit.pending = replace(sandbox.app.visit.pending, proof=None)


async def test_codes_of_others_leave_the_tries_of_one_s_own(open_sandbox: OpenSandbox) -> None:
    """Somebody else has asked for the address too: their mail is beside one's own."""
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        create(sandbox)
        sandbox.travel(sandbox.clock.now() + timedelta(minutes=2))
        sandbox.espace.account.create(
            DUPONT, OTHER_PASSWORD, OTHER_PASSWORD, mailbox=None, source="ailleurs"
        )
        sandbox.espace.administration.send_waiting_mail()
        theirs, _ = sandbox.newest_mail(sandbox.open_mailbox("fdupont"))
        await opened(sandbox, pilot, "confirmation")
        for _ in range(6):
            sandbox.screen.field("code").value = ""
            await enter(pilot, theirs)
            await answered(sandbox, pilot)
            assert "autre demande" in sandbox.words
        assert not seen(sandbox, "Il vous reste"), "no try is lost"
        pending = sandbox.app.visit.pending
        assert pending is not None
        assert pending.tries_left == 5


@pytest.mark.parametrize(
    "shape",
    [str.lower, lambda code: f"  {' '.join(code.replace('-', ''))} ", lambda code: f"{code}\n"],
    ids=["lower", "spaced", "broken"],
)
async def test_a_code_of_any_shape_confirms(open_sandbox: OpenSandbox, shape: object) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        code, _ = create(sandbox)
        await opened(sandbox, pilot, "confirmation")
        assert callable(shape)
        await enter(pilot, shape(code))
        await arrived(sandbox, pilot, "password_reminder")
        visit = sandbox.app.visit
        assert visit.voter is not None
        assert visit.pending is None
        await pilot.press("escape")
        assert sandbox.screen.route == "home"


async def test_a_pasted_link_confirms(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        _, followed = create(sandbox)
        link = make_link(sandbox.espace.election.election.space_url, followed.token)
        await opened(sandbox, pilot, "confirmation")
        await enter(pilot, f"{link[:60]}\n{link[60:]}")
        await arrived(sandbox, pilot, "password_reminder")


async def test_a_followed_link_confirms_by_itself_where_the_password_was_typed(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        _, sandbox.app.visit.link = create(sandbox)
        await sandbox.app.opened_espace()
        sandbox.app.go("confirmation")
        await arrived(sandbox, pilot, "password_reminder")
        assert sandbox.app.visit.link is None
        assert sandbox.app.visit.pending is None
        assert sandbox.app.visit.voter is not None


async def test_a_link_followed_while_the_page_lies_beneath_confirms_as_it_comes_back(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        _, link = create(sandbox)
        await opened(sandbox, pilot, "confirmation")
        sandbox.app.go("inbox")
        await arrived(sandbox, pilot, "inbox")
        sandbox.app.visit.link = link
        sandbox.app.go("confirmation")
        await arrived(sandbox, pilot, "password_reminder")


async def test_a_followed_link_asks_a_visit_that_did_not_type_the_password_for_it(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        _, sandbox.app.visit.link = create(sandbox)
        forget_proof(sandbox)
        await opened(sandbox, pilot, "confirmation")
        assert f"Vous avez cliqué sur le lien de confirmation de {DUPONT}." in sandbox.words
        assert "Ajoutez le mot de passe électeur que vous avez créé." in sandbox.words
        assert not seen(sandbox, "essais")
        assert not seen(sandbox, "Code de confirmation")
        assert focused_field(sandbox) == "voter_password"
        assert sandbox.app.visit.voter is None
        await pilot.press("f1")
        await pilot.pause()
        assert "que vous avez choisi en créant votre compte électeur" in sandbox.words
        await pilot.press("escape")
        await enter(pilot, GOOD)
        await arrived(sandbox, pilot, "password_reminder")


async def test_once_accounts_are_closed_nobody_is_told_to_create_one_again(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox(at=datetime(2014, 12, 4, 15, 59, tzinfo=PARIS))
    async with sandbox.app.run_test() as pilot:
        _, sandbox.app.visit.link = create(sandbox)
        forget_proof(sandbox)
        sandbox.clock.travel(datetime(2014, 12, 4, 16, 30, tzinfo=PARIS))
        await opened(sandbox, pilot, "confirmation")
        assert focused_field(sandbox) == "voter_password"
        assert "de nouveau" not in sandbox.words
        await enter(pilot, "Tournesol9Albi")
        await answered(sandbox, pilot)
        assert "Ce n'est pas le mot de passe choisi" in sandbox.screen.field("voter_password").fault
        assert "de nouveau" not in sandbox.words
        assert seen(sandbox, "Mot de passe oublié ?")


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_after_another_mail_the_way_to_it_is_in_sight(
    open_sandbox: OpenSandbox, size: tuple[int, int]
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test(size=size) as pilot:
        await opened(sandbox, pilot, "account_access")
        await enter(pilot, "ines.fabre@ac-toulouse.fr", "Camelia4Tarbes")
        await arrived(sandbox, pilot, "confirmation")
        forget_proof(sandbox)
        assert focused_field(sandbox) == "resend"
        await pilot.press("enter")
        await answered(sandbox, pilot)
        await pilot.pause()
        assert seen(sandbox, "▸ Ouvrir le mail ◂")
        await pilot.press("enter")
        await arrived(sandbox, pilot, "webmail_login")
        assert sandbox.app.visit.reads_next


async def test_a_link_confirms_nothing_once_confirmations_are_closed(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        _, sandbox.app.visit.link = create(sandbox)
        sandbox.travel(sandbox.app.election.calendar.confirmations_close)
        await opened(sandbox, pilot, "confirmation")
        assert "ne peut plus être confirmé" in sandbox.words
        assert not sandbox.screen.working
        assert sandbox.app.visit.voter is None


async def test_a_link_that_is_refused_leaves_the_code_to_be_typed(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        code, _ = create(sandbox)
        sandbox.app.visit.link = LinkToken("0" * 43)
        await opened(sandbox, pilot, "confirmation")
        await answered(sandbox, pilot)
        assert sandbox.app.visit.link is None
        assert sandbox.screen.field("code").fault
        assert focused_field(sandbox) == "code"
        await enter(pilot, code)
        await arrived(sandbox, pilot, "password_reminder")


async def test_a_visit_that_did_not_type_the_password_is_asked_for_it(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        code, _ = create(sandbox)
        forget_proof(sandbox)
        await opened(sandbox, pilot, "confirmation")
        await enter(pilot, code)
        assert focused_field(sandbox) == "voter_password"
        await pilot.press("enter")
        assert seen(sandbox, "✗ Saisissez le mot de passe électeur de ce compte.")
        await enter(pilot, "Un autre 1")
        await answered(sandbox, pilot)
        assert "choisi à la création" in sandbox.screen.field("voter_password").fault
        assert not seen(sandbox, "Il vous reste"), "no try of the code is lost"
        assert sandbox.screen.field("code").value == code
        while focused_field(sandbox) != "forgotten":
            await pilot.press("tab")
        await appeared(sandbox, pilot, "▸ Mot de passe oublié ?")
        sandbox.screen.field("voter_password").input.focus()
        await pilot.press("end", "ctrl+u")
        await enter(pilot, GOOD)
        await arrived(sandbox, pilot, "password_reminder")


async def test_a_proof_that_is_out_of_date_asks_for_the_password_and_keeps_the_code(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        code, _ = create(sandbox)
        assert sandbox.app.visit.pending is not None
        sandbox.app.visit.pending = replace(sandbox.app.visit.pending, proof="0" * 64)
        await opened(sandbox, pilot, "confirmation")
        await enter(pilot, code)
        await answered(sandbox, pilot)
        assert focused_field(sandbox) == "voter_password"
        assert sandbox.screen.field("code").value == code
        await enter(pilot, GOOD)
        await arrived(sandbox, pilot, "password_reminder")


async def test_what_cannot_be_a_code_is_explained_and_not_counted(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        create(sandbox)
        await opened(sandbox, pilot, "confirmation")
        assert seen(sandbox, "10 lettres, comme BCDFG-HJKLM.")
        assert sandbox.screen.field("code").input.placeholder == ""
        await pilot.press("enter")
        assert seen(sandbox, "✗ Recopiez le code du mail.")
        await enter(pilot, "BCDFG")
        await answered(sandbox, pilot)
        assert seen(sandbox, "✗ Le code a 10 lettres : il en manque 5.")
        await pilot.press("end", "ctrl+u")
        await enter(pilot, "https://ailleurs.example/confirmation?jeton=abc")
        await answered(sandbox, pilot)
        assert "dix lettres" in sandbox.screen.field("code").fault
        assert not seen(sandbox, "Il vous reste")


async def test_the_tries_left_are_told_again_on_a_page_that_was_left(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        create(sandbox)
        await opened(sandbox, pilot, "confirmation")
        assert not seen(sandbox, "Il vous reste")
        await enter(pilot, WRONG)
        await answered(sandbox, pilot)
        assert seen(sandbox, "Il vous reste 4 essais.")
        await pilot.press("escape")
        await opened(sandbox, pilot, "confirmation")
        assert seen(sandbox, "Il vous reste 4 essais.")


async def test_a_wrong_code_tells_the_tries_left_and_the_fifth_asks_for_a_new_one(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        create(sandbox)
        await opened(sandbox, pilot, "confirmation")
        await write(pilot, WRONG)
        for left in ("4 essais", "3 essais", "2 essais", "un seul essai"):
            await pilot.press("enter")
            await answered(sandbox, pilot)
            assert seen(sandbox, f"Il vous reste {left}.")
            assert "n'est pas le bon" in sandbox.screen.field("code").fault
        await pilot.press("enter")
        await answered(sandbox, pilot)
        assert "Demandez un autre mail" in sandbox.words
        assert not seen(sandbox, "Confirmer mon compte")
        sandbox.travel(datetime(2014, 11, 28, 9, 40, tzinfo=PARIS))
        await pilot.pause()
        await pilot.press("shift+tab", "shift+tab", "shift+tab")
        await appeared(sandbox, pilot, "Demander un autre mail")
        while focused_field(sandbox) != "resend":
            await pilot.press("tab")
        await pilot.press("enter")
        await answered(sandbox, pilot)
        assert not seen(sandbox, "Il vous reste"), "another code, with all its tries"
        assert focused_field(sandbox) == "mailbox", "its mail comes first"
        assert not sandbox.screen.field("code").value
        mailbox = sandbox.app.visit.mailbox
        assert mailbox is not None
        code, _ = sandbox.newest_mail(mailbox)
        sandbox.screen.field("code").input.focus()
        await pilot.pause()
        await enter(pilot, code)
        await arrived(sandbox, pilot, "password_reminder")


async def test_an_old_code_is_told_apart_from_a_wrong_one(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        code, link = create(sandbox)
        sandbox.clock.travel(datetime(2014, 11, 28, 9, 40, tzinfo=PARIS))
        assert sandbox.app.visit.pending is not None
        sandbox.app.visit.pending = sandbox.espace.account.resend_code(
            sandbox.app.visit.pending, source=SOURCE
        )
        sandbox.app.visit.link = link
        await opened(sandbox, pilot, "confirmation")
        await answered(sandbox, pilot)
        assert "Un lien plus récent" in sandbox.screen.field("code").fault
        assert sandbox.app.visit.link is None
        assert seen(sandbox, "4 essais")
        await enter(pilot, code)
        await answered(sandbox, pilot)
        assert seen(sandbox, "3 essais")


async def test_the_time_left_is_told_to_the_second_at_its_end(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        create(sandbox)
        await opened(sandbox, pilot, "confirmation")
        assert "Valable jusqu'au 29 novembre à 9 h 30 : encore 23 heures" in sandbox.words
        pending = sandbox.app.visit.pending
        assert pending is not None
        sandbox.travel(pending.expires_at - timedelta(seconds=50))
        await pilot.pause()
        assert re.search(r"encore (50|4\d) secondes\.", sandbox.words)
        sandbox.travel(datetime(2014, 11, 29, 9, 31, tzinfo=PARIS))
        await pilot.pause()
        assert seen(sandbox, "✗ Le code de votre dernier mail a expiré.")
        assert not seen(sandbox, "Confirmer mon compte")


async def test_a_code_that_expires_before_ones_eyes_offers_another(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        create(sandbox)
        pending = sandbox.app.visit.pending
        assert pending is not None
        await opened(sandbox, pilot, "confirmation")
        sandbox.travel(pending.expires_at - timedelta(seconds=1))
        await appeared(sandbox, pilot, "✗ Le code de votre dernier mail a expiré.")
        assert focused_field(sandbox) == "resend"


async def test_the_sample_person_whose_code_expired_gets_another(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        mailbox = sandbox.open_mailbox("ifabre")
        await opened(sandbox, pilot, "account_access")
        await enter(pilot, "Camelia4Tarbes")
        await arrived(sandbox, pilot, "confirmation")
        assert seen(sandbox, "✗ Le code de votre dernier mail a expiré.")
        assert focused_field(sandbox) == "resend"
        await pilot.press("enter")
        await answered(sandbox, pilot)
        await appeared(sandbox, pilot, "✓ Le mail est arrivé dans votre boîte.")
        assert focused_field(sandbox) == "mailbox"
        await pilot.press("enter")
        await arrived(sandbox, pilot, "message")
        assert sandbox.newest_mail(mailbox)[0] in sandbox.words
        await pilot.press("enter")
        await arrived(sandbox, pilot, "password_reminder")


async def test_a_database_that_is_away_keeps_the_code(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        code, _ = create(sandbox)
        await opened(sandbox, pilot, "confirmation")
        await pilot.app.workers.wait_for_complete()
        sandbox.take_database_away()
        await enter(pilot, code)
        await answered(sandbox, pilot)
        assert "momentanément indisponible" in sandbox.screen.refusal.sentence
        sandbox.bring_database_back()
        await pilot.press("enter")
        await arrived(sandbox, pilot, "password_reminder")


async def test_the_code_typed_is_kept_over_a_look_into_the_mailbox(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        create(sandbox)
        await opened(sandbox, pilot, "confirmation")
        await write(pilot, "BCDF")
        await pilot.press("tab", "tab", "enter")
        await arrived(sandbox, pilot, "inbox")
        sandbox.app.go("confirmation")
        await arrived(sandbox, pilot, "confirmation")
        assert sandbox.screen.field("code").value == "BCDF"
