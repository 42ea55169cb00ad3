"""A forgotten voter password: a code by mail, then another password."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.models.clocks import PARIS
from tests.tui.conftest import OpenSandbox
from tests.tui.sandbox import BENALI, answered, arrived, enter, focused_field, opened, seen


@pytest.mark.parametrize("address", [BENALI, "nul.nest@ac-toulouse.fr"])
async def test_anybody_reads_that_a_mail_was_sent(open_sandbox: OpenSandbox, address: str) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "forgotten_voter_password")
        assert "Un code vous sera adressé dans votre messagerie professionnelle" in sandbox.words
        await enter(pilot, address)
        await arrived(sandbox, pilot, "password_mail_sent")
        assert f"à l'adresse {address}." in sandbox.words
        assert "Étape" not in sandbox.words
        await pilot.press("tab", "enter")
        await arrived(sandbox, pilot, "renew_password")
        await pilot.press("escape")
        await arrived(sandbox, pilot, "password_mail_sent")


async def test_a_code_asked_for_before_can_be_typed_without_another_mail(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "forgotten_voter_password")
        assert not seen(sandbox, "J'ai déjà un code")
        await enter(pilot, BENALI)
        await arrived(sandbox, pilot, "password_mail_sent")
        await pilot.press("escape")
        await opened(sandbox, pilot, "forgotten_voter_password")
        assert sandbox.screen.field("address").value == BENALI
        await pilot.press("enter")
        await answered(sandbox, pilot)
        assert "Vous pourrez recommencer dans" in sandbox.words
        await pilot.press("tab")
        while focused_field(sandbox) != "have_code":
            await pilot.press("tab")
        await pilot.press("enter")
        await arrived(sandbox, pilot, "renew_password")


async def test_a_missing_or_strange_address_is_pointed_out(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "forgotten_voter_password")
        await pilot.press("enter")
        assert seen(sandbox, "✗ Saisissez votre adresse professionnelle.")
        await enter(pilot, "karim@example.org")
        await answered(sandbox, pilot)
        assert "@ac-toulouse.fr" in sandbox.screen.field("address").fault


async def test_after_the_confirmations_there_is_no_code_any_more(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox(at=datetime(2014, 12, 4, 16, 49, tzinfo=PARIS))
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "forgotten_voter_password")
        assert seen(sandbox, "Recevoir un code")
        sandbox.clock.travel(datetime(2014, 12, 4, 16, 50, tzinfo=PARIS))
        await enter(pilot, BENALI)
        await answered(sandbox, pilot)
        assert "LE MOT DE PASSE NE PEUT PLUS ÊTRE CHANGÉ" in sandbox.words
        assert "Depuis le 4 décembre à 16 h 50." in sandbox.words
        assert not seen(sandbox, "Recevoir un code")
        assert "Vous l'avez oublié ? Adressez-vous à l'assistance" in sandbox.words
        await pilot.press("enter")
        await arrived(sandbox, pilot, "account_access")
        sandbox.screen.query_one("#voter_password Input").focus()
        await pilot.press("f1")
        assert "Il ne peut plus être changé." in sandbox.words
        assert "choisissez « Mot de passe oublié ? »" not in sandbox.words


async def test_a_database_that_is_away_keeps_the_address(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "forgotten_voter_password")
        sandbox.take_database_away()
        await enter(pilot, BENALI)
        await answered(sandbox, pilot)
        assert "momentanément indisponible" in sandbox.screen.refusal.sentence
        assert sandbox.screen.field("address").value == BENALI
        sandbox.bring_database_back()
