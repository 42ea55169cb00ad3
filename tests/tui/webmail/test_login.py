"""Signing in to the webmail: the leaflet's words, the usual slips understood, nothing lost."""

from __future__ import annotations

import pytest

from tests.journeys.screen import words_of
from tests.tui.conftest import OpenSandbox
from tests.tui.keyboard import Keyboard
from tests.tui.reading import text_of, until
from tests.tui.sandbox import (
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
from tui.widgets.buttons import PrimaryButton
from tui.widgets.written import Line

OTHER = "Camion-bleu7"
LEAFLET = (
    "Bienvenue dans le webmail de l'académie de Toulouse",
    "La première lettre de votre prénom suivie de votre nom en minuscules.",
    "La première fois, saisissez votre NUMEN.",
    "Connexion",
    "Mot de passe oublié ?",
    "Besoin d'assistance",
)
NOTICE = (
    "Aidez-nous à lutter contre le phishing. Ne donnez jamais votre identifiant et votre mot de "
    "passe par mail. Veillez à ce que votre mot de passe comporte au moins 8 caractères, composés "
    "de lettres, chiffres et caractères de ponctuation. Ne répondez pas aux SPAMS."
)


def said_under_the_user_name(sandbox: Sandbox) -> str:
    return sandbox.screen.field("user_name").query_one(".help", Line).plain


async def test_the_screen_says_what_the_leaflet_says(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "webmail_login")
        beside = sandbox.screen.query_one("#phishing").region.x
        page = sandbox.lines[7:-1]
        assert words_of("\n".join(line[beside:] for line in page)) == NOTICE
        left = words_of("\n".join(sandbox.lines[:7] + [line[:beside] for line in page]))
        for words in LEAFLET:
            assert words in left


async def test_the_linux_console_shows_it_whole_too(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox(term="linux")
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "webmail_login")
        for words in (
            "Ne donnez jamais votre",
            "Ne répondez pas aux SPAMS.",
            "Besoin d'assistance",
        ):
            assert seen(sandbox, words)


async def test_user_name_enter_numen_enter_opens_the_mailbox(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "webmail_login")
        await enter(pilot, "fdupont")
        assert focused_field(sandbox) == "mailbox_password"
        assert "✗" not in text_of(sandbox.app)
        await enter(pilot, "16E0501234ABC")
        await arrived(sandbox, pilot, "webmail_new_password")
        visit = sandbox.app.visit
        assert visit.mailbox is not None
        assert visit.mailbox.person.user_name == "fdupont"
        assert visit.typed("webmail_login", "mailbox_password") is None
        await pilot.press("escape")
        assert sandbox.screen.route == "home"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("FDupont", "La première lettre"),
        (" f dupont", "La première lettre"),
        ("Francoise.Dupont@ac-toulouse.fr", "pas votre adresse"),
    ],
)
async def test_a_slip_in_the_user_name_is_understood_and_said_quietly(
    open_sandbox: OpenSandbox, typed: str, hint: str
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "webmail_login")
        sandbox.screen.field("user_name").value = typed
        await pilot.press("tab")
        assert hint in said_under_the_user_name(sandbox)
        assert sandbox.screen.field("user_name").fault == ""
        await enter(pilot, "16e0501234abc")
        await arrived(sandbox, pilot, "webmail_new_password")


async def test_a_numen_in_the_place_of_the_user_name_is_pointed_out(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "webmail_login")
        await write(pilot, "16E0501234ABC")
        await pilot.press("tab")
        assert "C'est votre NUMEN" in text_of(sandbox.app)
        await pilot.press("shift+tab")
        sandbox.screen.field("user_name").value = "fdupont"
        await pilot.press("tab")
        assert seen(sandbox, "La première lettre de votre prénom suivie")


async def test_a_password_typed_at_once_behind_the_user_name_is_never_in_clear(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "webmail_login")
        Keyboard(sandbox.app).send("fdupont\r16E0501234AB")
        await until(pilot, lambda: sandbox.screen.field("mailbox_password").value != "")
        assert sandbox.screen.field("user_name").value == "fdupont"
        Keyboard(sandbox.app).send("C\r")
        await arrived(sandbox, pilot, "webmail_new_password")
        Keyboard(sandbox.app).send(f"{OTHER}\r{OTHER}\r")
        await arrived(sandbox, pilot, "inbox")


async def test_what_is_missing_is_said_beside_the_field_in_which_enter_was_pressed(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "webmail_login")
        await pilot.press("enter")
        assert seen(sandbox, "✗ Saisissez votre nom d'utilisateur.")
        assert not seen(sandbox, "✗ Saisissez votre mot de passe.")
        for words in ("Connexion", "Besoin d'assistance", "Ne répondez pas aux SPAMS."):
            assert seen(sandbox, words)
        assert focused_field(sandbox) == "user_name"
        await enter(pilot, "fdupont")
        assert "✗" not in sandbox.words
        assert focused_field(sandbox) == "mailbox_password"
        await pilot.press("enter")
        assert seen(sandbox, "✗ Saisissez votre mot de passe.")


async def test_a_wrong_password_is_kept_to_be_looked_at_and_too_many_wait(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox(long_waits=True)
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "webmail_login")
        await enter(pilot, "fdupont", "16E0501234ABD")
        await answered(sandbox, pilot)
        fault = sandbox.screen.field("mailbox_password").fault
        assert fault.startswith("Nom d'utilisateur ou mot de passe incorrect.")
        assert "Référence" not in fault
        assert sandbox.screen.refusal.sentence == ""
        assert focused_field(sandbox) == "mailbox_password"
        assert seen(sandbox, "Connexion")
        await pilot.press("f2")
        assert seen(sandbox, "16E0501234ABD")
        await pilot.press("enter")
        await answered(sandbox, pilot)
        assert "Référence" in sandbox.screen.field("mailbox_password").fault
        for _ in range(2):
            await pilot.press("enter")
            await answered(sandbox, pilot)
        await appeared(sandbox, pilot, "Trop d'essais. Vous pourrez recommencer dans")
        button = sandbox.screen.query_one(PrimaryButton)
        assert button.held
        await pilot.press("enter")
        assert not sandbox.screen.working
        assert sandbox.screen.field("mailbox_password").value == "16E0501234ABD"


async def test_a_wrong_turn_loses_nothing(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "webmail_login")
        await write(pilot, "F Dupônt")
        await pilot.press("tab", "tab", "tab", "enter")
        assert sandbox.route == "webmail_forgotten"
        assert "demandez-le à votre service de gestion" in sandbox.words
        await pilot.press("enter")
        assert sandbox.route == "webmail_login"
        await pilot.press("tab", "enter")
        assert sandbox.route == "webmail_assistance"
        for line in sandbox.app.election.election.assistance:
            assert line in sandbox.words
        await pilot.press("escape", "escape")
        assert sandbox.screen.route == "home"
        await pilot.press("1")
        assert sandbox.screen.field("user_name").value == "F Dupônt"
        assert "sans accent" in said_under_the_user_name(sandbox)


async def test_a_database_away_keeps_what_was_typed(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "webmail_login")
        sandbox.take_database_away()
        await enter(pilot, "fdupont", "16E0501234ABC")
        await answered(sandbox, pilot)
        assert "momentanément indisponible" in sandbox.screen.refusal.sentence
        sandbox.bring_database_back()
        await pilot.press("enter")
        await arrived(sandbox, pilot, "webmail_new_password")
