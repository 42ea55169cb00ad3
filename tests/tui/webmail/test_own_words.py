"""The mailbox in the words of another election: first password, user names, policy."""

from __future__ import annotations

import pytest

from models import Election, user_name_places
from models.settings.first_password import FirstPasswordSection
from models.settings.passwords import MailboxPasswordSection
from tests.tui.conftest import OpenSandbox
from tests.tui.help_pages import help_pages
from tests.tui.sandbox import DUPONT as ADDRESS
from tests.tui.sandbox import answered, appeared, enter, opened, seen, write
from tests.tui.webmail.mailbox import DUPONT
from tui.widgets.written import Line

SIZES = [(80, 24), (120, 36)]


def of_a_card(election: Election) -> Election:
    """Return it with a first password of another name: the sample's people have NUMENs."""
    card = FirstPasswordSection(name="code de la carte", shape="13 signes, sous le code-barres")
    mail = election.mail.changed(
        first_password=card,
        user_names="first.last",
        domains=(*election.mail.domains, "ac-lyon.fr"),
    )
    place = election.election.changed(forgotten_mailbox_password=None)
    return election.changed(mail=mail, election=place)


def of_twelve(election: Election) -> Election:
    policy = MailboxPasswordSection(minimum=12, kinds=("lower", "sign"))
    return election.changed(passwords=election.passwords.changed(mailbox=policy))


def on_a_server(election: Election) -> Election:
    """Return it as if its mailboxes were elsewhere: what its screens say, without the server."""
    place = election.election.changed(forgotten_mailbox_password=None)
    return election.changed(mail=election.mail.changed(backend="smtp-imap"), election=place)


@pytest.mark.parametrize("size", SIZES)
async def test_another_first_password_is_called_by_its_name(
    open_sandbox: OpenSandbox, size: tuple[int, int]
) -> None:
    sandbox = open_sandbox(changed=of_a_card)
    async with sandbox.app.run_test(size=size) as pilot:
        await opened(sandbox, pilot, "webmail_login")
        helps = [
            sandbox.screen.field(name).query_one(".help", Line).plain
            for name in ("user_name", "mailbox_password")
        ]
        assert helps == [
            "Votre prénom et votre nom en minuscules, séparés par un point.",
            "La première fois, saisissez votre code de la carte.",
        ]
        for typed, said in (
            ("francoise.dupont", ""),
            (ADDRESS, "sans doute « francoise.dupont »"),
            ("16E0501234ABC", "C'est votre code de la carte"),
        ):
            await pilot.press("ctrl+u")
            await write(pilot, typed)
            await pilot.press("tab", "shift+tab")
            hint = sandbox.screen.field("user_name").query_one(".help", Line).plain
            assert said in hint
            assert "pas de point" not in hint
        assert "NUMEN" not in sandbox.words
        await opened(sandbox, pilot, "webmail_forgotten")
        assert seen(sandbox, "votre mot de passe est votre code de la carte")
        assert "NUMEN" not in sandbox.words
        sandbox.open_mailbox(*DUPONT)
        await opened(sandbox, pilot, "webmail_new_password")
        assert seen(sandbox, "Remplacez votre code de la carte")
        await write(pilot, "16E0501234ABC-")
        await pilot.press("tab")
        await appeared(sandbox, pilot, "retirez votre code de la carte")
        assert "NUMEN" not in sandbox.words


async def test_no_page_of_help_says_another_name(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox(changed=of_a_card)
    said = dict(help_pages(sandbox.app))
    assert not [topic for topic, text in said.items() if "NUMEN" in text or "fdupont" in text]
    assert "code de la carte : 13 signes, sous le code-barres" in said["mailbox_password"]
    assert "ni code, ni code de la carte." in said["being_helped"]
    assert "prenom.nom@ac-toulouse.fr ou @ac-lyon.fr" in said["address"]


async def test_the_current_password_is_asked_for_by_its_name(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox(changed=of_a_card)
    mailbox = sandbox.open_mailbox(*DUPONT)
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "webmail_new_password")
        sandbox.travel(mailbox.opened_at.replace(hour=mailbox.opened_at.hour + 1))
        await enter(pilot, "Camion-bleu7", "Camion-bleu7")
        await answered(sandbox, pilot)
        assert "ou votre code de la carte." in sandbox.words
        assert "NUMEN" not in sandbox.words


@pytest.mark.parametrize("size", SIZES)
async def test_twelve_characters_and_a_sign_are_said_everywhere(
    open_sandbox: OpenSandbox, size: tuple[int, int]
) -> None:
    sandbox = open_sandbox(changed=of_twelve)
    async with sandbox.app.run_test(size=size) as pilot:
        await opened(sandbox, pilot, "webmail_login")
        notice = sandbox.screen.query_one("#phishing", Line).plain
        assert "au moins 12 caractères dont au moins une minuscule et un signe." in notice
        assert "8 caractères" not in sandbox.words
        sandbox.open_mailbox(*DUPONT)
        await opened(sandbox, pilot, "webmail_new_password")
        assert seen(sandbox, "· 12 caractères au minimum")
        assert seen(sandbox, "· un signe")
        await pilot.press("f1")
        await appeared(sandbox, pilot, "dont au moins une minuscule et un signe")
        for words in ("8 caractères", "majuscule", "ponctuation"):
            assert words not in sandbox.words


def test_mailboxes_on_a_server_are_spoken_of_without_a_first_password(
    open_sandbox: OpenSandbox,
) -> None:
    app = open_sandbox(changed=on_a_server).app
    named = [topic for topic, text in help_pages(app) if "NUMEN" in text]
    assert named == ["webmail_new_password"], "no way leads there: the server has the passwords"
    assert "NUMEN" not in " ".join(app.election.forgotten_lines)
    assert app.election.mail.spoken_first_password.name == ""


def test_an_election_may_say_it_in_its_own_words(open_sandbox: OpenSandbox) -> None:
    own = {
        "webmail": {
            "user_name": {"initial_name": {"rule": "votre numéro d'agent"}},
            "help": {"webmail_login": {"title": "Convergence", "text": ["{user_name_rule}"]}},
        }
    }
    app = open_sandbox(changed=lambda election: election.changed(texts_section=own)).app
    assert dict(help_pages(app))["webmail_login"] == "Convergence\nvotre numéro d'agent"
    assert user_name_places(app.election)["user_name_rule"] == "votre numéro d'agent"
