"""Access: the right password opens the scrutins, anything else says what to do."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from threading import Thread

import pytest

from models.crypto.queue import FairSemaphore
from tests.models.clocks import PARIS
from tests.tui.conftest import OpenSandbox
from tests.tui.reading import until
from tests.tui.sandbox import (
    BENALI,
    BENALIS_PASSWORD,
    DUPONT,
    answered,
    appeared,
    arrived,
    enter,
    focused_field,
    opened,
    seen,
    write,
)
from tui.screens.voter.window_words import without_account


async def test_address_enter_password_enter_opens_the_scrutins(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_access")
        assert seen(sandbox, "Veuillez saisir votre adresse professionnelle et votre mot de passe")
        await enter(pilot, f" {BENALI.upper()} ", BENALIS_PASSWORD)
        await arrived(sandbox, pilot, "scrutins")
        assert sandbox.app.visit.voter is not None
        assert sandbox.app.visit.typed("account_access", "voter_password") is None
        await pilot.press("escape")
        assert sandbox.screen.route == "home"


@pytest.mark.parametrize(
    ("at", "missing"),
    [(datetime(2014, 12, 4, 16, 30), "créé de compte"), (datetime(2014, 12, 4, 18), "confirmé ?")],
)
async def test_a_wrong_password_is_told_what_can_still_be_done(
    open_sandbox: OpenSandbox, at: datetime, missing: str
) -> None:
    sandbox = open_sandbox(at=at.replace(tzinfo=PARIS))
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_access")
        await enter(pilot, BENALI, "Tournesol9Albi")
        await answered(sandbox, pilot)
        fault = sandbox.screen.field("voter_password").fault
        assert fault.startswith("Adresse ou mot de passe électeur incorrect.")
        assert "créez" not in fault
        assert ("ouvrez le mail" in fault) is (missing == "créé de compte")


@pytest.mark.parametrize(
    ("at", "missing"),
    [(datetime(2014, 12, 4, 16, 30), "créé de compte"), (datetime(2014, 12, 4, 18), "confirmé ?")],
)
async def test_whoever_has_no_account_once_none_can_be_created_is_told_what_to_do(
    open_sandbox: OpenSandbox, at: datetime, missing: str
) -> None:
    sandbox = open_sandbox(at=at.replace(tzinfo=PARIS))
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_access")
        told = without_account(sandbox.app.election, sandbox.app.moments)
        assert len(told) > 1
        assert missing in told[0]
        for line in told:
            assert line in sandbox.words


async def test_the_help_on_the_password_does_not_speak_of_one_just_created(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_access")
        assert not seen(sandbox, "Vous n'avez pas de compte confirmé ?")
        sandbox.screen.query_one("#voter_password Input").focus()
        await pilot.press("f1")
        assert "en créant votre compte électeur, pas celui de votre messagerie." in sandbox.words
        assert "que vous venez de créer" not in sandbox.words


async def test_what_is_missing_is_said_beside_each_field(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_access")
        await pilot.press("tab", "tab", "enter")
        await appeared(sandbox, pilot, "✗ Saisissez votre adresse professionnelle.")
        assert seen(sandbox, "✗ Saisissez votre mot de passe électeur.")
        assert seen(sandbox, "ACCÉDER")
        assert focused_field(sandbox) == "address"
        await write(pilot, BENALI)
        assert not seen(sandbox, "✗ Saisissez votre adresse professionnelle.")


async def test_enter_in_an_empty_field_marks_that_one_alone(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_access")
        await enter(pilot, BENALI)
        assert focused_field(sandbox) == "voter_password"
        await pilot.press("enter")
        await appeared(sandbox, pilot, "✗ Saisissez votre mot de passe électeur.")
        assert sandbox.screen.field("address").fault == ""
        await pilot.press("shift+tab", "end", "ctrl+u", "space", "enter")
        assert sandbox.screen.field("address").fault == "Saisissez votre adresse professionnelle."
        assert focused_field(sandbox) == "address"
        assert not sandbox.screen.working


async def test_an_address_of_another_domain_is_pointed_out(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_access")
        await enter(pilot, "francoise@example.org", BENALIS_PASSWORD)
        await answered(sandbox, pilot)
        assert "@ac-toulouse.fr" in sandbox.screen.field("address").fault
        assert focused_field(sandbox) == "address"
        assert seen(sandbox, "ACCÉDER")


async def test_a_wrong_password_is_kept_to_be_looked_at_and_too_many_wait(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox(long_waits=True)
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_access")
        await enter(pilot, BENALI)
        await write(pilot, "Pastel9Cassoule")
        await pilot.press("shift+tab", "enter")
        await answered(sandbox, pilot)
        assert sandbox.screen.refusal.sentence == ""
        fault = sandbox.screen.field("voter_password").fault
        assert fault.startswith("Adresse ou mot de passe électeur incorrect.")
        assert focused_field(sandbox) == "voter_password"
        await pilot.press("f2")
        assert seen(sandbox, "Pastel9Cassoule")
        for _ in range(3):
            await pilot.press("enter")
            await answered(sandbox, pilot)
        wait = r"Trop d'essais\. Vous pourrez recommencer dans \d+ secondes\."
        assert re.search(wait, sandbox.words)
        assert re.search(r"ACCÉDER dans \d+ secondes", sandbox.words)
        await pilot.press("end", "e")
        assert not seen(sandbox, "ACCÉDER dans")


async def test_the_right_password_of_an_unconfirmed_account_leads_to_its_confirmation(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_access")
        await enter(pilot, "helene.cazenave@ac-toulouse.fr", "Bruyere6Causses")
        await arrived(sandbox, pilot, "confirmation")
        assert seen(sandbox, "· Votre compte électeur attend encore sa confirmation.")
        assert seen(sandbox, "Mot de passe électeur"), "the mailbox was not opened here"
        assert focused_field(sandbox) == "code"
        await pilot.press("escape")
        assert sandbox.screen.route == "home"


async def test_the_address_that_the_visit_knows_is_proposed(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        sandbox.open_mailbox("fdupont")
        await opened(sandbox, pilot, "account_access")
        assert sandbox.screen.field("address").value == DUPONT
        assert focused_field(sandbox) == "voter_password"


async def test_the_other_ways_are_reached_by_tab_and_lose_nothing(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_access")
        await write(pilot, BENALI)
        await pilot.press("tab")
        await write(pilot, "Pastel9")
        await pilot.press("tab", "tab", "enter")
        await arrived(sandbox, pilot, "account_creation")
        await pilot.press("escape")
        await arrived(sandbox, pilot, "account_access")
        await pilot.press("tab", "enter")
        await arrived(sandbox, pilot, "forgotten_voter_password")
        assert sandbox.screen.field("address").value == BENALI
        await pilot.press("escape", "escape")
        await opened(sandbox, pilot, "account_access")
        assert sandbox.screen.field("address").value == BENALI
        assert sandbox.screen.field("voter_password").value == "Pastel9"


async def test_before_the_opening_the_screen_says_from_when(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox(at=datetime(2014, 9, 20, 21, 59, tzinfo=PARIS))
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_access")
        assert "dès le 22 septembre et jusqu'au 4 décembre à 16 h" in sandbox.words
        assert "Ouverture dans 1 jour et 2 heures." in sandbox.words
        assert not seen(sandbox, "ACCÉDER")
        assert focused_field(sandbox) == "still"
        sandbox.travel(datetime(2014, 9, 22, 0, 0, tzinfo=PARIS))
        await pilot.pause()
        assert seen(sandbox, "ACCÉDER")


async def test_a_database_that_is_away_loses_nothing(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_access")
        sandbox.take_database_away()
        await enter(pilot, BENALI, BENALIS_PASSWORD)
        await answered(sandbox, pilot)
        assert "momentanément indisponible" in sandbox.screen.refusal.sentence
        sandbox.bring_database_back()
        await pilot.press("enter")
        await arrived(sandbox, pilot, "scrutins")


async def test_somebody_whose_session_ended_reads_why(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_access", sentence="Identifiez-vous de nouveau.")
        assert sandbox.screen.refusal.sentence == "Identifiez-vous de nouveau."


async def test_who_waits_for_others_is_told_how_many_come_before(
    open_sandbox: OpenSandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox = open_sandbox()
    ours, holder, other = (FairSemaphore(tmp_path / "slots", 1) for _ in range(3))
    monkeypatch.setattr(sandbox.espace.context.hashes, "_slots", ours)

    def be_served() -> None:
        with other.slot():
            pass

    waiting = Thread(target=be_served)
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_access")
        with holder.slot():
            waiting.start()
            await until(pilot, lambda: other.people_ahead() is not None)
            await enter(pilot, BENALI, BENALIS_PASSWORD)
            await appeared(sandbox, pilot, "1 personne avant vous")
            assert seen(sandbox, "Vérification…")
        await arrived(sandbox, pilot, "scrutins")
    waiting.join()
