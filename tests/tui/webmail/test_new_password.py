"""The NUMEN opened the mailbox: another password is proposed, its rules lit live."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models import MailboxSignInRefused
from tests.tui.conftest import OpenSandbox
from tests.tui.reading import text_of
from tests.tui.sandbox import (
    SOURCE,
    answered,
    arrived,
    enter,
    focused_field,
    opened,
    seen,
    write,
)
from tests.tui.webmail.mailbox import DUPONT, shown

OTHER = "Camion-bleu7"


async def test_the_rules_light_as_one_types(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    sandbox.open_mailbox(*DUPONT)
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "webmail_new_password")
        for rule in ("des lettres", "des chiffres", "de la ponctuation", "difficile à deviner"):
            assert seen(sandbox, f"· {rule}")
        await write(pilot, "16E0501234ABC")
        assert seen(sandbox, "✓ des chiffres")
        assert seen(sandbox, "· de la ponctuation")
        assert "✗" not in sandbox.words
        await pilot.press("tab", "shift+tab")
        assert "✗ de la ponctuation : ajoutez un signe comme - ou *" in sandbox.words
        assert seen(sandbox, "✗ trop facile à deviner : retirez votre NUMEN")
        await pilot.press("ctrl+u")
        await enter(pilot, OTHER)
        assert focused_field(sandbox) == "password_confirmation"
        assert seen(sandbox, "✓ difficile à deviner")
        await write(pilot, OTHER)
        assert seen(sandbox, "✓ les deux saisies sont identiques")


async def test_some_time_after_the_opening_the_numen_is_asked_for_again(
    open_sandbox: OpenSandbox,
) -> None:
    """A visit may have been left open; who was only slow loses nothing of what they typed."""
    sandbox = open_sandbox()
    sandbox.open_mailbox(*DUPONT)
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "webmail_new_password")
        assert not seen(sandbox, "Mot de passe actuel")
        sandbox.travel(sandbox.clock.now() + timedelta(minutes=4))
        await enter(pilot, OTHER, OTHER)
        await answered(sandbox, pilot)
        assert "saisissez aussi son mot de passe actuel, ou votre NUMEN" in sandbox.words
        assert focused_field(sandbox) == "current"
        await enter(pilot, "16E0000000XXX")
        await answered(sandbox, pilot)
        assert "Ce n'est pas le mot de passe actuel" in sandbox.words
        await pilot.press("ctrl+u")
        await enter(pilot, DUPONT[1])
        await shown(sandbox, pilot)
        assert seen(sandbox, "✓ Mot de passe changé :")


async def test_changing_it_ends_the_numen_and_is_said_once(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    sandbox.open_mailbox(*DUPONT)
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "webmail_new_password")
        assert "Il sert seulement à ouvrir votre messagerie" in sandbox.words
        await enter(pilot, OTHER, OTHER)
        await shown(sandbox, pilot)
        assert seen(sandbox, "✓ Mot de passe changé :")
        assert sandbox.app.visit.typed("webmail_new_password", "new_password") is None
        assert sandbox.app.visit.mailbox is not None
        assert not sandbox.app.visit.mailbox.numen_in_use
        await pilot.press("t")
        await shown(sandbox, pilot, "trash")
        await pilot.press("escape")
        await shown(sandbox, pilot)
        assert not seen(sandbox, "Mot de passe changé")
    sandbox.espace.mailbox.open("fdupont", OTHER, source=SOURCE)
    with pytest.raises(MailboxSignInRefused):
        sandbox.espace.mailbox.open(*DUPONT, source=SOURCE)


async def test_enter_in_an_empty_field_asks_for_that_one_alone(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    sandbox.open_mailbox(*DUPONT)
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "webmail_new_password")
        await pilot.press("enter")
        assert seen(sandbox, "✗ Choisissez un mot de passe.")
        assert not seen(sandbox, "✗ Saisissez-le une seconde fois.")
        assert focused_field(sandbox) == "new_password"
        await enter(pilot, OTHER)
        await pilot.press("enter")
        assert "✗" not in sandbox.words.replace("✗ Saisissez-le une seconde fois.", "")
        assert seen(sandbox, "✗ Saisissez-le une seconde fois.")
        assert focused_field(sandbox) == "password_confirmation"


async def test_all_faults_at_once_leave_the_button_in_sight(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    sandbox.open_mailbox(*DUPONT)
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "webmail_new_password")
        await write(pilot, "Vacances2014")
        await pilot.press("tab")
        await enter(pilot, "Vax")
        assert focused_field(sandbox) == "new_password"
        assert "✗ de la ponctuation : ajoutez un signe" in sandbox.words
        assert "✗ trop facile à deviner : ajoutez un deuxième mot" in sandbox.words
        assert sandbox.screen.field("password_confirmation").value == ""
        assert seen(sandbox, "Changer mon mot de passe")
        assert seen(sandbox, "Plus tard")


async def test_later_leaves_the_numen_and_goes_on(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    sandbox.open_mailbox(*DUPONT)
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "webmail_new_password")
        await pilot.press("tab", "tab", "tab", "enter")
        await shown(sandbox, pilot)
        assert "Mot de passe changé" not in text_of(sandbox.app)
    assert sandbox.espace.mailbox.open(*DUPONT, source=SOURCE).numen_in_use


async def test_a_database_away_keeps_both_fields(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    sandbox.open_mailbox(*DUPONT)
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "webmail_new_password")
        sandbox.take_database_away()
        await enter(pilot, OTHER, OTHER)
        await answered(sandbox, pilot)
        assert "momentanément indisponible" in sandbox.screen.refusal.sentence
        assert sandbox.screen.field("password_confirmation").value == OTHER
        sandbox.bring_database_back()
        await pilot.press("enter")
        await arrived(sandbox, pilot, "inbox")


async def test_help_speaks_of_the_mailbox_and_not_of_voting(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    sandbox.open_mailbox(*DUPONT)
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "webmail_new_password")
        await pilot.press("f1")
        await pilot.pause()
        assert "composés de lettres" in text_of(sandbox.app)


async def test_a_key_that_comes_once_the_mailbox_is_closed_does_nothing(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    sandbox.open_mailbox(*DUPONT)
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "webmail_new_password")
        sandbox.app.visit.mailbox = None
        await write(pilot, "C")
        assert sandbox.app.is_running
        assert seen(sandbox, "· des lettres")
