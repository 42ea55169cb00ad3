"""The path of an election whose people read their mails in a program of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from models import Espace, ImportOptions, PathStep, TravelClock, sample_named
from models.rules.codes import ALPHABET
from tests.mail_servers.elections import read_elsewhere
from tests.models.mail_servers import Post, SmtpServer
from tests.tui.reading import until
from tests.tui.sandbox import (
    Sandbox,
    answered,
    appeared,
    arrived,
    enter,
    focused_field,
    opened,
    plain,
    seen,
)
from tui.application.app import EspaceApp
from tui.help.topics import topic_named
from tui.screens.routes import OF_MAILBOXES, VISIT_ROUTES, routes_of
from tui.visit.profiles import Profile
from tui.visit.routes import Route
from tui.widgets.door import Door

LYON = sample_named("lyon-2026")
MANON = LYON.people[0]
PASSWORD = LYON.guided.voter_password
OTHER = "Colombe-7-Vaugneray"
HERE = Profile(name="test", source="terminal:test")
OF_A_MAILBOX = re.compile(
    r"[ÀA]ctivez votre messagerie|Ouvrir ma messagerie|Ouvrir le mail|votre messagerie ici|"
    r"[ée]tape 3|sur 3|cliquez sur le lien|Vider ma boîte|MESSAGERIE|code provisoire"
)
"""What leads to a mailbox that is opened in the program, or to the third of three steps."""

OpenElsewhere = Callable[..., Sandbox]


@pytest.fixture
def open_elsewhere(tmp_path: Path, server: SmtpServer) -> Iterator[OpenElsewhere]:
    """Return a factory of applications on Lyon's election with a real SMTP server."""
    espaces: list[Espace] = []

    def make(**after: float) -> Sandbox:
        directory = tmp_path / f"{len(espaces)}"
        directory.mkdir()
        url = f"sqlite:///{directory / 'lyon.sqlite'}"
        election = read_elsewhere(LYON.election, server.port)
        election = election.changed(database=election.database.changed(url=url))
        clock = TravelClock(LYON.start + timedelta(**after))
        espace = Espace(election, clock)
        espaces.append(espace)
        espace.administration.migrate()
        with LYON.roll() as roll:
            espace.administration.import_roll(roll, source="test", options=ImportOptions())
        app = EspaceApp(election, clock, HERE, lambda: espace, environment={"TERM": "xterm"})
        return Sandbox(app, espace, directory / "lyon.sqlite")

    yield make
    for espace in espaces:
        espace.close()


def mailed_code(sandbox: Sandbox, taken: Post) -> str:
    """Return the code of the last mail, as its person reads it on their telephone."""
    sandbox.espace.administration.send_waiting_mail()
    mail = taken.mail_to(MANON.address)
    parts = {part.get_content_type(): str(part.get_content()) for part in mail.iter_parts()}
    assert not any("/confirmation?" in part for part in parts.values())  # nothing would follow it
    found = re.search(rf"[{ALPHABET}]{{5}}-[{ALPHABET}]{{5}}", parts["text/plain"])
    assert found is not None
    return found[0]


async def create(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    """Create an account by keys, from the home screen on."""
    await sandbox.app.opened_espace()
    await pilot.press("1")
    await arrived(sandbox, pilot, "account_creation")
    await enter(pilot, MANON.address, PASSWORD, PASSWORD)
    await arrived(sandbox, pilot, "confirmation")


async def test_two_doors_are_numbered_and_opened_by_their_keys(
    open_elsewhere: OpenElsewhere,
) -> None:
    sandbox = open_elsewhere()
    async with sandbox.app.run_test(size=(80, 24)) as pilot:
        await sandbox.app.opened_espace()
        doors = list(sandbox.app.screen.query(Door))
        assert [(door.number, door.step) for door in doors] == [
            (1, PathStep.ACCOUNT),
            (2, PathStep.SPACE),
        ]
        await until(pilot, lambda: sandbox.app.focused is doors[0])
        assert "à faire maintenant" in sandbox.words
        assert "après l'étape 1" in sandbox.words
        assert not OF_A_MAILBOX.search(sandbox.words)
        for key, route in (
            ("ampersand", "account_creation"),
            ("é", "account_access"),
            ("2", "account_access"),
        ):
            await pilot.press(key)
            await arrived(sandbox, pilot, route)
            await pilot.press("escape")
            await arrived(sandbox, pilot, "home")
        await pilot.press("3", "quotation_mark")
        await pilot.pause()
        assert sandbox.route == "home"


async def test_an_account_is_created_and_confirmed_by_the_code_of_a_mail_that_is_read_elsewhere(
    open_elsewhere: OpenElsewhere, taken: Post
) -> None:
    sandbox = open_elsewhere()
    async with sandbox.app.run_test(size=(80, 24)) as pilot:
        await create(sandbox, pilot)
        assert "Étape 1 sur 2" in sandbox.words
        assert "un mail est adressé à" in sandbox.words
        assert "sur un autre écran ou votre téléphone" in sandbox.words
        assert MANON.address in sandbox.words
        assert focused_field(sandbox) == "code"
        assert not OF_A_MAILBOX.search(sandbox.words)
        await enter(pilot, mailed_code(sandbox, taken), PASSWORD)
        await arrived(sandbox, pilot, "password_reminder")
        await pilot.press("enter")
        await arrived(sandbox, pilot, "scrutins")
        assert "Étape 2 sur 2" in sandbox.words
        assert "CSA" in sandbox.words


async def test_who_went_away_for_their_mail_finds_the_code_still_awaited(
    open_elsewhere: OpenElsewhere,
) -> None:
    sandbox = open_elsewhere()
    async with sandbox.app.run_test(size=(80, 24)) as pilot:
        await create(sandbox, pilot)
        await pilot.press("escape")
        await arrived(sandbox, pilot, "home")
        assert "Recopiez le code du mail" in sandbox.words
        assert focused_field(sandbox) == "door-1"
        await pilot.press("enter")
        await arrived(sandbox, pilot, "confirmation")


async def test_a_code_that_was_read_later_confirms_in_another_visit(
    open_elsewhere: OpenElsewhere, taken: Post
) -> None:
    """Nothing tells a stranger that an account waits: code, address and password are typed."""
    sandbox = open_elsewhere()
    async with sandbox.app.run_test(size=(80, 24)) as pilot:
        await create(sandbox, pilot)
        code = mailed_code(sandbox, taken)
        sandbox.app.wipe()
        sandbox.app.home()
        await pilot.press("2")
        await arrived(sandbox, pilot, "account_access")
        await enter(pilot, MANON.address, PASSWORD)
        await appeared(sandbox, pilot, "choisissez « J'ai déjà un code »")
        await pilot.click("#known_code")
        await arrived(sandbox, pilot, "known_code")
        assert not OF_A_MAILBOX.search(sandbox.words)
        assert sandbox.lines[-1].strip()
        assert focused_field(sandbox) == "code"
        await enter(pilot, code, OTHER)
        await appeared(sandbox, pilot, "Ce n'est pas le mot de passe choisi")
        sandbox.screen.field("voter_password").value = PASSWORD
        await pilot.press("enter")
        await arrived(sandbox, pilot, "password_reminder")


@pytest.mark.parametrize("address", [MANON.address, "personne.inconnue@ac-lyon.fr"])
async def test_a_wrong_code_says_the_same_whoever_it_is_of(
    address: str, open_elsewhere: OpenElsewhere
) -> None:
    sandbox = open_elsewhere()
    async with sandbox.app.run_test(size=(80, 24)) as pilot:
        if address == MANON.address:
            await create(sandbox, pilot)
            sandbox.app.wipe()
        await opened(sandbox, pilot, "known_code", address=address)
        await enter(pilot, "BCDFG-HJKLM", PASSWORD)
        await appeared(sandbox, pilot, "Il vous reste 4 essais.")
        assert sandbox.route == "known_code"


async def test_another_mail_is_asked_for_and_the_cursor_waits_for_its_code(
    open_elsewhere: OpenElsewhere, taken: Post
) -> None:
    sandbox = open_elsewhere()
    async with sandbox.app.run_test(size=(80, 24)) as pilot:
        await create(sandbox, pilot)
        first = mailed_code(sandbox, taken)
        sandbox.clock.travel(sandbox.clock.now() + timedelta(minutes=2))
        sandbox.screen.refresh_moment()
        await pilot.click("ResendButton")
        await appeared(sandbox, pilot, "son code remplace le précédent")
        await answered(sandbox, pilot)
        assert focused_field(sandbox) == "code"
        assert mailed_code(sandbox, taken) != first


async def test_a_forgotten_password_is_renewed_by_a_code_that_is_read_elsewhere(
    open_elsewhere: OpenElsewhere, taken: Post
) -> None:
    sandbox = open_elsewhere()
    async with sandbox.app.run_test(size=(80, 24)) as pilot:
        await create(sandbox, pilot)
        await enter(pilot, mailed_code(sandbox, taken), PASSWORD)
        await arrived(sandbox, pilot, "password_reminder")
        sandbox.app.wipe()
        sandbox.app.home()
        sandbox.clock.travel(sandbox.clock.now() + timedelta(minutes=5))
        await opened(sandbox, pilot, "forgotten_voter_password")
        await enter(pilot, MANON.address)
        await arrived(sandbox, pilot, "renew_password")
        assert "sur un autre écran ou votre téléphone" in sandbox.words
        assert focused_field(sandbox) == "code"
        assert not OF_A_MAILBOX.search(sandbox.words)
        await enter(pilot, mailed_code(sandbox, taken), OTHER, OTHER)
        await arrived(sandbox, pilot, "password_reminder")


async def test_a_code_that_was_read_later_renews_the_password_in_another_visit(
    open_elsewhere: OpenElsewhere, taken: Post
) -> None:
    """A kiosk's visit ends while a telephone is read; the mail names the buttons."""
    sandbox = open_elsewhere()
    async with sandbox.app.run_test(size=(80, 24)) as pilot:
        await create(sandbox, pilot)
        sandbox.app.wipe()
        sandbox.travel(sandbox.clock.now() + timedelta(minutes=5))
        sandbox.espace.account.ask_password_code(MANON.address, source="ailleurs")
        code = mailed_code(sandbox, taken)
        (mail, *_) = taken.mail_to(MANON.address).iter_parts()
        assert "J'ai déjà un code" in " ".join(plain(str(mail.get_content())).split())
        sandbox.app.home()
        await opened(sandbox, pilot, "forgotten_voter_password", address=MANON.address)
        assert "J'ai déjà un code" in sandbox.words
        await pilot.click("#known_code")
        await arrived(sandbox, pilot, "known_renewal")
        assert not OF_A_MAILBOX.search(sandbox.words)
        assert focused_field(sandbox) == "code"
        await enter(pilot, "BCDFG-HJKLM", OTHER, OTHER)
        await appeared(sandbox, pilot, "Il vous reste 4 essais.")
        sandbox.screen.field("code").value = code
        await pilot.press("enter")
        await arrived(sandbox, pilot, "password_reminder")
        assert "MOT DE PASSE ÉLECTEUR EST CHANGÉ" in sandbox.words
    session = sandbox.espace.account.sign_in(MANON.address, OTHER, source="test")
    assert session.account_version == 2


async def test_who_renews_in_another_visit_is_told_each_fault_beside_its_field(
    open_elsewhere: OpenElsewhere,
) -> None:
    sandbox = open_elsewhere()
    async with sandbox.app.run_test(size=(80, 24)) as pilot:
        await opened(sandbox, pilot, "known_renewal", address="manon")
        await enter(pilot, "BCDFG", "court", "court")
        await pilot.click("#primary")
        assert focused_field(sandbox) == "voter_password"
        for name in ("voter_password", "password_confirmation"):
            sandbox.screen.field(name).value = OTHER
        await pilot.click("#primary")
        await appeared(sandbox, pilot, "Il manque la fin de l'adresse")
        assert focused_field(sandbox) == "address"
        sandbox.screen.field("address").value = MANON.address
        await pilot.click("#primary")
        await answered(sandbox, pilot)
        assert focused_field(sandbox) == "code"
        for left in (4, 3, 2, 1, 0):
            sandbox.screen.field("code").value = "BCDFG-HJKLM"
            await pilot.click("#primary")
            await answered(sandbox, pilot)
            assert f"Il vous reste {left} " in sandbox.words or not left
        assert "Choisissez « Recevoir un autre code »." in sandbox.words
        await pilot.click("#another")
        await arrived(sandbox, pilot, "forgotten_voter_password")
        assert sandbox.screen.field("address").value == MANON.address


@pytest.mark.parametrize("closed", [False, True])
async def test_a_code_that_is_tried_out_or_expired_says_how_to_come_by_another(
    closed: bool, open_elsewhere: OpenElsewhere, taken: Post
) -> None:
    """The visit that asked for it could ask again; this one has no such button."""
    sandbox = open_elsewhere()
    calendar = sandbox.app.election.calendar
    what = "Choisissez « Mot de passe oublié ? »" if closed else "Créez de nouveau votre compte"
    async with sandbox.app.run_test(size=(80, 24)) as pilot:
        await create(sandbox, pilot)
        code = mailed_code(sandbox, taken)
        sandbox.app.wipe()
        later = sandbox.clock.now() + timedelta(hours=25)
        sandbox.travel(calendar.accounts_close + timedelta(minutes=5) if closed else later)
        await opened(sandbox, pilot, "known_code", address=MANON.address)
        await enter(pilot, code, PASSWORD)
        await appeared(sandbox, pilot, f"Ce code a expiré. {what}")
        sandbox.screen.field("code").value = "BCDFG-HJKLM"
        for left in (3, 2, 1, 0, 0):
            await pilot.press("enter")
            await answered(sandbox, pilot)
            assert f"Il vous reste {left} " in sandbox.words or not left
            assert left or f"ce code ne peut plus servir. {what}" in sandbox.words
        assert "Demandez un autre mail" not in sandbox.words
        sandbox.screen.query_one("#forgotten").focus()
        await pilot.press("enter")
        await arrived(sandbox, pilot, "forgotten_voter_password")
        assert sandbox.screen.field("address").value == MANON.address


async def test_the_right_code_with_another_password_may_be_of_another_request(
    open_elsewhere: OpenElsewhere, taken: Post
) -> None:
    sandbox = open_elsewhere()
    async with sandbox.app.run_test(size=(80, 24)) as pilot:
        await create(sandbox, pilot)
        code = mailed_code(sandbox, taken)
        sandbox.app.wipe()
        await opened(sandbox, pilot, "known_code", address=MANON.address)
        await enter(pilot, code, OTHER)
        await appeared(sandbox, pilot, "prenez celui du mail qui porte l'heure de la vôtre")


@pytest.mark.parametrize("route", ["account_access", "forgotten_voter_password"])
async def test_a_code_of_another_address_is_not_typed_where_the_first_one_is_awaited(
    route: Route, open_elsewhere: OpenElsewhere
) -> None:
    """Who has mistyped their address is not led back to the wrong one."""
    sandbox = open_elsewhere()
    async with sandbox.app.run_test(size=(80, 24)) as pilot:
        awaited, anywhere = "confirmation", "known_code"
        if route == "forgotten_voter_password":
            await opened(sandbox, pilot, route)
            await enter(pilot, MANON.address)
            awaited, anywhere = "renew_password", "known_renewal"
            await arrived(sandbox, pilot, awaited)
        else:
            await create(sandbox, pilot)
        for address, place in (
            ("manon.autre@ac-lyon.fr", anywhere),
            (f" {MANON.address.upper()}", awaited),
            ("", awaited),
        ):
            sandbox.app.home()
            await opened(sandbox, pilot, route)
            sandbox.screen.field("address").value = address
            await pilot.click("#known_code")
            await arrived(sandbox, pilot, place)
            if place == anywhere:
                assert sandbox.screen.field("address").value == address


@pytest.mark.parametrize("closed", [False, True])
def test_help_on_a_lost_code_offers_what_is_open(
    closed: bool, open_elsewhere: OpenElsewhere
) -> None:
    sandbox = open_elsewhere()
    if closed:
        sandbox.travel(sandbox.app.election.calendar.accounts_close + timedelta(minutes=5))
    page = topic_named(["known_code"], sandbox.app.election, sandbox.app.moments)
    assert ("Créez votre compte de nouveau" in " ".join(page.paragraphs)) is not closed
    assert "Choisissez « Mot de passe oublié ? »" in " ".join(page.paragraphs)


async def test_before_the_accounts_open_there_is_only_to_come_back(
    open_elsewhere: OpenElsewhere,
) -> None:
    sandbox = open_elsewhere(days=-60)
    async with sandbox.app.run_test(size=(80, 24)) as pilot:
        await sandbox.app.opened_espace()
        assert focused_field(sandbox) == "door-1"
        await pilot.press("enter")
        await arrived(sandbox, pilot, "account_creation")
        assert "Revenez dès le" in sandbox.words
        assert seen(sandbox, "QUITTEZ")
        assert not OF_A_MAILBOX.search(sandbox.words)


def test_no_screen_of_a_mailbox_can_be_opened() -> None:
    path = read_elsewhere(LYON.election).path
    shown = routes_of(path, VISIT_ROUTES)
    assert not set(OF_MAILBOXES) & set(shown)
    assert set(shown) == set(VISIT_ROUTES) - set(OF_MAILBOXES) | {"known_code", "known_renewal"}
    assert not any("webmail" in place or "mail_sent" in place for place in shown.values())
    assert routes_of(LYON.election.path, VISIT_ROUTES) is VISIT_ROUTES


@pytest.mark.parametrize("days", [-60, 0, 5, 7, 40])
def test_no_page_of_help_leads_to_a_mailbox(days: int, open_elsewhere: OpenElsewhere) -> None:
    """Before, in and after each window of the calendar."""
    election = read_elsewhere(LYON.election)
    sandbox = open_elsewhere(days=days)
    moments = sandbox.app.moments
    fields = ("address", "voter_password", "known_voter_password", "code", "dead_code")
    topics = (
        *("home", "closed_form", "door_account", "door_space", "being_helped"),
        *(route for route in routes_of(election.path, VISIT_ROUTES) if "mail_sent" not in route),
        *fields,
    )
    for topic in topics:
        page = topic_named([topic], election, moments)
        words = " ".join((page.title, *page.paragraphs))
        assert not OF_A_MAILBOX.search(words), topic
