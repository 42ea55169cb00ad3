"""Another voter password: the code or the link, and the rules lit live."""

from __future__ import annotations

from models.views.voter import LinkToken
from tests.tui.conftest import OpenSandbox
from tests.tui.sandbox import (
    BENALI,
    GOOD,
    SOURCE,
    Sandbox,
    answered,
    arrived,
    enter,
    focused_field,
    opened,
    seen,
)


def ask(sandbox: Sandbox) -> tuple[str, LinkToken]:
    """Ask for a code in this visit; return the code and the link of its mail."""
    mailbox = sandbox.open_mailbox("kbenali")
    sandbox.app.visit.pending = sandbox.espace.account.ask_password_code(BENALI, source=SOURCE)
    return sandbox.newest_mail(mailbox)


async def test_code_and_new_password_open_the_space(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        code, _ = ask(sandbox)
        await opened(sandbox, pilot, "renew_password")
        await enter(pilot, code, GOOD, GOOD)
        await arrived(sandbox, pilot, "password_reminder")
        assert seen(sandbox, "VOTRE MOT DE PASSE ÉLECTEUR EST CHANGÉ")
        session = sandbox.espace.account.sign_in(BENALI, GOOD, source=SOURCE)
        assert session.person.address == BENALI


async def test_a_followed_link_takes_the_place_of_the_code(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        _, sandbox.app.visit.link = ask(sandbox)
        await opened(sandbox, pilot, "renew_password")
        assert "Vous avez suivi le lien du mail" in sandbox.words
        assert "vous n'avez pas de code à saisir." in sandbox.words
        assert focused_field(sandbox) == "voter_password"
        await enter(pilot, GOOD, GOOD)
        await arrived(sandbox, pilot, "password_reminder")


async def test_the_help_of_a_followed_link_asks_for_a_new_password(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test(size=(120, 36)) as pilot:
        _, sandbox.app.visit.link = ask(sandbox)
        await opened(sandbox, pilot, "renew_password")
        assert "Choisissez un nouveau mot de passe et saisissez-le deux fois." in sandbox.words
        assert "que vous avez créé" not in sandbox.words


async def test_every_fault_stands_beside_its_field_with_the_button_in_sight(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        ask(sandbox)
        await opened(sandbox, pilot, "renew_password")
        sandbox.screen.query_one("#primary").focus()
        await pilot.press("enter")
        assert seen(sandbox, "✗ Recopiez le code du mail.")
        assert seen(sandbox, "✗ Choisissez un mot de passe.")
        assert seen(sandbox, "Changer mon mot de passe")
        assert focused_field(sandbox) == "code"


async def test_a_weak_password_costs_no_try_of_the_code(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        code, _ = ask(sandbox)
        await opened(sandbox, pilot, "renew_password")
        await enter(pilot, code, "karim", "karim")
        assert sandbox.screen.field("voter_password").has_class("-faulty")
        assert seen(sandbox, "✗ 8 caractères : il en manque 3")
        pending = sandbox.app.visit.pending
        assert pending is not None
        assert pending.tries_left == 5


async def test_a_wrong_code_leaves_the_password_typed(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        ask(sandbox)
        await opened(sandbox, pilot, "renew_password")
        await enter(pilot, "BCDFG-HJKLM", GOOD, GOOD)
        await answered(sandbox, pilot)
        assert "n'est pas le bon" in sandbox.screen.field("code").fault
        assert focused_field(sandbox) == "code"
        assert sandbox.screen.field("voter_password").value == GOOD
        pending = sandbox.app.visit.pending
        assert pending is not None
        assert pending.tries_left == 4
