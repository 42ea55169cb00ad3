"""Creation: the rules light up as one types, faults are beside their field, the window holds."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from tests.models.clocks import PARIS
from tests.tui.conftest import OpenSandbox
from tests.tui.reading import until
from tests.tui.sandbox import (
    DUPONT,
    GOOD,
    answered,
    appeared,
    arrived,
    enter,
    focused_field,
    opened,
    plain,
    seen,
    write,
)
from tui.widgets.fields import LabelledField

PASSWORDS = ("voter_password", "password_confirmation")


async def test_three_fields_and_enter_create_an_account(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_creation")
        assert focused_field(sandbox) == "address"
        await enter(pilot, DUPONT, GOOD, GOOD)
        await arrived(sandbox, pilot, "mail_sent")
        pending = sandbox.app.visit.pending
        assert pending is not None
        assert pending.address == DUPONT
        assert pending.proof is None, "the mailbox was not opened here"
        assert sandbox.app.visit.typed("account_creation", "voter_password") is None
        await pilot.press("escape")
        assert sandbox.screen.route == "home"


async def test_each_rule_lights_up_as_one_types(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_creation")
        await appeared(sandbox, pilot, "· les deux saisies sont identiques")
        await enter(pilot, DUPONT)
        await pilot.press("V", "a", "c")
        assert seen(sandbox, "· 8 caractères au minimum")
        assert seen(sandbox, "✓ une majuscule")
        assert seen(sandbox, "✓ une minuscule")
        assert seen(sandbox, "· un chiffre")
        assert seen(sandbox, "· difficile à deviner")
        await write(pilot, "ances2014")
        assert seen(sandbox, "✓ 8 caractères au minimum")
        assert seen(sandbox, "✓ un chiffre")
        assert seen(sandbox, "· difficile à deviner")
        await pilot.press("tab", "x")
        assert seen(sandbox, "· les deux saisies sont identiques")
        assert seen(sandbox, "✗ trop facile à deviner : ")


async def test_a_rule_is_broken_once_its_field_was_left_and_kept_as_soon_as_it_is(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_creation")
        await appeared(sandbox, pilot, "· les deux saisies sont identiques")
        await enter(pilot, DUPONT)
        await pilot.press("tab", "shift+tab")
        assert "✗" not in sandbox.words, "nothing was typed"
        await enter(pilot, "Vacan")
        assert seen(sandbox, "✗ 8 caractères : il en manque 3")
        assert seen(sandbox, "✗ un chiffre : ajoutez 0 à 9")
        assert seen(sandbox, "· les deux saisies sont identiques")
        await pilot.press("shift+tab", "end", "7")
        assert seen(sandbox, "✗ 8 caractères : il en manque 2")
        assert seen(sandbox, "✓ un chiffre")
        await pilot.press("tab", "x", "shift+tab")
        assert seen(sandbox, "✗ les deux saisies sont différentes")


async def test_no_line_moves_while_one_types(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_creation")
        await until(pilot, lambda: bool(sandbox.screen.query("#equality")))
        await pilot.press("tab")
        heights = set()
        for letter in "Vacances20":
            await pilot.press(letter)
            heights.add(sandbox.screen.field("password_confirmation").region.y)
        assert len(heights) == 1


async def test_every_fault_is_said_at_once_with_the_button_in_sight(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_creation")
        sandbox.screen.query_one("#primary").focus()
        await pilot.press("enter")
        assert seen(sandbox, "✗ Saisissez votre adresse professionnelle.")
        assert seen(sandbox, "✗ Choisissez un mot de passe.")
        assert seen(sandbox, "CRÉER MON COMPTE")
        assert focused_field(sandbox) == "address"
        await write(pilot, DUPONT)
        sandbox.screen.field("voter_password").value = GOOD
        sandbox.screen.query_one("#primary").focus()
        await pilot.press("enter")
        assert seen(sandbox, "✗ Saisissez-le une seconde fois.")
        assert seen(sandbox, "CRÉER MON COMPTE")
        assert focused_field(sandbox) == "password_confirmation"


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("address", "Saisissez votre adresse professionnelle."),
        ("voter_password", "Choisissez un mot de passe."),
        ("password_confirmation", "Saisissez-le une seconde fois."),
    ],
)
async def test_enter_in_an_empty_field_marks_that_one_alone(
    open_sandbox: OpenSandbox, field: str, sentence: str
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_creation")
        sandbox.screen.field(field).input.focus()
        await pilot.press("enter")
        faults = {part.id: part.fault for part in sandbox.screen.query(LabelledField) if part.fault}
        assert {name: plain(fault) for name, fault in faults.items()} == {field: sentence}
        assert focused_field(sandbox) == field


async def test_a_password_that_breaks_a_rule_is_told_beside_it(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_creation")
        await enter(pilot, DUPONT, "francoise1A", "autre")
        password, repeated = (sandbox.screen.field(name) for name in PASSWORDS)
        assert password.has_class("-faulty")
        assert password.fault == "", "the rule beneath says what to do"
        assert seen(sandbox, "✗ trop facile à deviner : retirez votre adresse")
        assert repeated.value == ""
        assert not repeated.has_class("-faulty"), "one thing after the other"
        assert focused_field(sandbox) == "voter_password"
        await write(pilot, GOOD)
        assert password.value == GOOD
        assert not password.has_class("-faulty")
        sandbox.screen.query_one("#primary").focus()
        await pilot.press("enter")
        assert repeated.has_class("-faulty")
        assert repeated.fault == "Saisissez-le une seconde fois."
        assert focused_field(sandbox) == "password_confirmation"
        repeated.value = GOOD
        await pilot.pause()
        assert not repeated.has_class("-faulty")


async def test_the_password_typed_after_a_refused_one_is_the_one_that_is_kept(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_creation")
        await enter(pilot, DUPONT, "Dupont1973", "Dupont1973")
        assert seen(sandbox, "✗ trop facile à deviner")
        await enter(pilot, GOOD, "Autre-chose9")
        assert seen(sandbox, "✗ les deux saisies sont différentes")
        await write(pilot, GOOD)
        assert [sandbox.screen.field(name).value for name in PASSWORDS] == [GOOD, GOOD]
        await pilot.press("enter")
        await arrived(sandbox, pilot, "mail_sent")


async def test_an_address_of_another_domain_is_pointed_out(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_creation")
        await enter(pilot, "moi@example.org", GOOD, GOOD)
        await answered(sandbox, pilot)
        assert "@ac-toulouse.fr" in sandbox.screen.field("address").fault
        assert sandbox.screen.field("voter_password").value == GOOD


async def test_the_opened_mailbox_is_proposed_and_another_address_pointed_out(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        sandbox.open_mailbox("fdupont")
        await opened(sandbox, pilot, "account_creation")
        assert sandbox.screen.field("address").value == DUPONT
        assert focused_field(sandbox) == "voter_password"
        assert "n'arrivera pas" not in sandbox.words
        await pilot.press("shift+tab", "end", "ctrl+u")
        await write(pilot, "autre.personne@ac-toulouse.fr")
        await pilot.press("tab")
        assert (
            f"Le mail de confirmation n'arrivera pas dans la boîte ouverte, {DUPONT}."
            in sandbox.words
        )
        await pilot.press("shift+tab", "end", "ctrl+u")
        await write(pilot, DUPONT.upper())
        await pilot.press("tab")
        assert "n'arrivera pas" not in sandbox.words


async def test_nothing_typed_is_lost_by_a_wrong_turn(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_creation")
        await enter(pilot, DUPONT, GOOD)
        await write(pilot, "Cassis")
        await pilot.press("escape")
        await opened(sandbox, pilot, "account_creation")
        assert sandbox.screen.field("address").value == DUPONT
        assert sandbox.screen.field("voter_password").value == GOOD
        assert sandbox.screen.field("password_confirmation").value == "Cassis"
        await appeared(sandbox, pilot, "✓ difficile à deviner")


async def test_a_second_mail_within_the_minute_waits_in_sight(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        here = sandbox.app.profile.source
        sandbox.espace.account.create(DUPONT, GOOD, GOOD, mailbox=None, source=here)
        await opened(sandbox, pilot, "account_creation")
        await enter(pilot, DUPONT, GOOD, GOOD)
        await answered(sandbox, pilot)
        assert re.search(r"Vous pourrez recommencer dans (1 minute|\d+ secondes)", sandbox.words)
        assert re.search(r"CRÉER MON COMPTE dans (1 minute|\d+ secondes)", sandbox.words)


@pytest.mark.parametrize("address", ["karim.benali@ac-toulouse.fr", "nul.nest@ac-toulouse.fr"])
async def test_an_address_with_an_account_or_without_a_person_looks_the_same(
    open_sandbox: OpenSandbox, address: str
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_creation")
        await enter(pilot, address, GOOD, GOOD)
        await arrived(sandbox, pilot, "mail_sent")
        assert f"à l'adresse {address}." in sandbox.words
        assert "Le mail" not in sandbox.words


@pytest.mark.parametrize(
    ("moment", "words", "button"),
    [
        (
            datetime(2014, 9, 21, 22, 59, tzinfo=PARIS),
            ["dès le 22 septembre et jusqu'au 4 décembre à 16 h. Ouverture dans 1 heure."],
            "Ouvrir ma messagerie",
        ),
        (
            datetime(2014, 12, 4, 16, 0, tzinfo=PARIS),
            [
                "Vous pouviez créer votre compte du 22 septembre au 4 décembre à 16 h.",
                "encore le confirmer jusqu'au 4 décembre à 16 h 50 : il reste 49 minutes.",
            ],
            "Confirmer mon compte",
        ),
        (
            datetime(2014, 12, 4, 16, 50, tzinfo=PARIS),
            ["Si votre compte électeur est confirmé", "Adressez-vous à l'assistance"],
            "Accéder à mon espace électeur",
        ),
    ],
    ids=["before", "confirmations", "after"],
)
async def test_outside_its_window_the_screen_says_what_can_still_be_done(
    open_sandbox: OpenSandbox, moment: datetime, words: list[str], button: str
) -> None:
    sandbox = open_sandbox(at=moment)
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_creation")
        for sentence in words:
            assert sentence in sandbox.words
        assert f"▸ {button} ◂" in sandbox.words
        assert not seen(sandbox, "CRÉER MON COMPTE")
        await pilot.press("tab")
        assert focused_field(sandbox) == "still"


async def test_after_16_hours_the_button_leads_to_the_access(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox(at=datetime(2014, 12, 4, 16, 10, tzinfo=PARIS))
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_creation")
        await pilot.press("enter")
        await arrived(sandbox, pilot, "account_access")


async def test_a_window_that_closes_while_one_types_is_told(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox(at=datetime(2014, 12, 4, 15, 59, tzinfo=PARIS))
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_creation")
        await enter(pilot, DUPONT, GOOD)
        await write(pilot, GOOD)
        sandbox.clock.travel(datetime(2014, 12, 4, 16, 0, tzinfo=PARIS))
        await pilot.press("enter")
        await answered(sandbox, pilot)
        assert "LA CRÉATION DES COMPTES EST FERMÉE" in sandbox.words


async def test_a_database_that_is_away_keeps_what_is_typed(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_creation")
        sandbox.take_database_away()
        await enter(pilot, DUPONT, GOOD, GOOD)
        await answered(sandbox, pilot)
        assert "Votre saisie est conservée" in sandbox.screen.refusal.sentence
        assert sandbox.screen.field("password_confirmation").value == GOOD
        sandbox.bring_database_back()
        await pilot.press("enter")
        await arrived(sandbox, pilot, "mail_sent")
