"""The voter password as the election file has it: one policy on every screen, page and mail."""

from __future__ import annotations

import re

import pytest

from models import Election
from models.settings.passwords import MailboxPasswordSection, VoterPasswordSection
from tests.models.steps import newest_from_election
from tests.tui.conftest import OpenSandbox
from tests.tui.help_pages import help_pages
from tests.tui.sandbox import DUPONT, SOURCE, appeared, opened, plain, seen
from tests.tui.webmail.mailbox import DUPONT as DUPONT_MAILBOX
from tui.visit.routes import Route
from tui.widgets.notice import Notice

OTHERS = re.compile(r"\b8\s+caractères|\bune majuscule")
SCREENS: list[Route] = ["account_creation", "renew_password"]


def of_twelve(election: Election) -> Election:
    voter = VoterPasswordSection(minimum=12, kinds=("lower", "sign"))
    mailbox = MailboxPasswordSection(minimum=12, kinds=("digits",))
    return election.changed(passwords=election.passwords.changed(voter=voter, mailbox=mailbox))


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize("route", SCREENS)
async def test_twelve_characters_and_a_sign_are_said_on_the_screen_and_by_f1(
    open_sandbox: OpenSandbox, route: Route, size: tuple[int, int]
) -> None:
    """A1 of the review of the administration: « 8 caractères » stayed with another minimum."""
    sandbox = open_sandbox(changed=of_twelve)
    async with sandbox.app.run_test(size=size) as pilot:
        await opened(sandbox, pilot, route)
        assert seen(sandbox, "12 caractères au minimum")
        assert seen(sandbox, "· un signe")
        assert not OTHERS.search(sandbox.words)
        sandbox.screen.field("voter_password").input.focus()
        await pilot.press("f1")
        await appeared(sandbox, pilot, "12 caractères dont au moins une minuscule et un signe")
        assert not OTHERS.search(sandbox.words)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_twelve_characters_are_said_where_the_password_of_the_mailbox_is(
    open_sandbox: OpenSandbox, size: tuple[int, int]
) -> None:
    """The phishing notice beside the login, the form of a new password and its F1."""
    sandbox = open_sandbox(changed=of_twelve)
    async with sandbox.app.run_test(size=size) as pilot:
        await opened(sandbox, pilot, "webmail_login")
        notice = plain(str(sandbox.screen.query_one("#phishing", Notice).render()))
        assert "au moins 12 caractères" in " ".join(notice.split())
        sandbox.open_mailbox(*DUPONT_MAILBOX)
        await opened(sandbox, pilot, "webmail_new_password")
        assert seen(sandbox, "12 caractères au minimum")
        assert not OTHERS.search(sandbox.words)
        await pilot.press("f1")
        await appeared(sandbox, pilot, "12 caractères")
        assert not OTHERS.search(sandbox.words)


def test_before_any_password_is_made_none_is_spoken_of_as_made(open_sandbox: OpenSandbox) -> None:
    pages = dict(help_pages(open_sandbox().app))
    assert "venez de créer" in pages["password_reminder"]
    for topic in ("account_creation", "voter_password", "password_confirmation"):
        assert "venez de créer" not in pages[topic]


def test_no_page_of_help_and_no_mail_says_another_policy(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox(changed=of_twelve)
    said = dict(help_pages(sandbox.app))
    assert not [topic for topic, text in said.items() if OTHERS.search(text)]
    assert "12 caractères" in said["voter_password"]
    request = sandbox.espace.account.create(
        DUPONT, "cassis-lauragais", "cassis-lauragais", mailbox=None, source=SOURCE
    )
    assert request.address == DUPONT
    mailbox = sandbox.open_mailbox(*DUPONT_MAILBOX)
    sandbox.espace.administration.send_waiting_mail()
    body = newest_from_election(sandbox.espace, mailbox).body
    assert "Votre code de confirmation" in body
    assert not OTHERS.search(body)
