"""A visit that an agent follows: it tells its page and nothing that is typed, and ends by a key."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import cast

import pytest
from textual.pilot import Pilot

from models import (
    AddressRefused,
    Espace,
    FollowedPage,
    FollowedView,
    Hint,
    MustWait,
    StaffSession,
    Verdict,
)
from models.errors import FollowingOver
from models.services.desk.following import CODE_LIFE
from tests.models.desk.staff_members import SOURCE, comes
from tests.tui.conftest import OpenApp, OpenSandbox
from tests.tui.no_espace import NoEspace
from tests.tui.reading import text_of, until
from tests.tui.sandbox import Sandbox, answered, appeared, arrived, fill, opened
from tui.screens.followed import LEFT
from tui.screens.followed_page import OTHER_SENTENCE, own_sentence
from tui.screens.help import HelpScreen
from tui.visit.profiles import (
    Profile,
    demo_profile,
    desk_profile,
    kiosk_profile,
    terminal_profile,
)
from tui.widgets.fields import LabelledField

SECRET = "Cassis7Lauragais"


class Agent:
    """Who looks on from another machine."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.desk = sandbox.espace.desk
        self.session: StaffSession = comes(sandbox.espace)
        self.visit = ""

    def joins(self, code: str) -> None:
        self.visit = self.desk.join_following(self.session, code, source=SOURCE)

    @property
    def view(self) -> FollowedView:
        return self.desk.look_at_visit(self.session, self.visit)

    def sees(self, state: Callable[[FollowedPage], bool]) -> bool:
        page = self.view.page
        return page is not None and state(page)

    @property
    def is_over(self) -> bool:
        try:
            _ = self.view
        except FollowingOver:
            return True
        return False


def lit(sandbox: Sandbox) -> list[str | None]:
    """Return the fields that are pointed at."""
    fields = sandbox.screen.query(LabelledField)
    return [field.id for field in fields if field.has_class("-pointed")]


async def helped(sandbox: Sandbox, pilot: Pilot[None]) -> Agent:
    """Press F1 then A on the creation form, read the code out, and go back to the form."""
    await opened(sandbox, pilot, "account_creation")
    await answered(sandbox, pilot)
    await pilot.press("f1", "a")
    await arrived(sandbox, pilot, "being_helped")
    await appeared(sandbox, pilot, "Code d'aide")
    words = sandbox.words.partition("Code d'aide ")[2]
    code = words[:7].replace(" ", "")
    agent = Agent(sandbox)
    agent.joins(code)
    await appeared(sandbox, pilot, "Suivi par l'assistance")
    await pilot.press("enter")
    await arrived(sandbox, pilot, "account_creation")
    return agent


async def test_the_agent_sees_where_the_person_is_and_nothing_that_is_typed(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test(size=(80, 30)) as pilot:
        agent = await helped(sandbox, pilot)
        assert "Suivi par l'assistance" in sandbox.words
        await until(pilot, lambda: agent.sees(lambda page: page.screen == "account_creation"))
        await fill(pilot, "francoise.dupont@ac-toulouse.fr", SECRET, "Cas")
        await until(
            pilot,
            lambda: agent.sees(
                lambda page: any(rule.verdict is Verdict.KEPT for rule in page.rules)
            ),
        )
        await until(pilot, lambda: agent.sees(lambda page: page.focused == "password_confirmation"))
        page = agent.view.page
        assert page is not None
        assert [field.name for field in page.fields] == [
            "address",
            "voter_password",
            "password_confirmation",
        ]
        with sqlite3.connect(sandbox.database) as database:
            rows = repr(list(database.execute("SELECT * FROM followed_visit")))
        database.close()
        for typed in (SECRET, "francoise", "Cas7", "'Cas"):
            assert typed not in rows


def typed_well(page: FollowedPage) -> bool:
    """Tell whether a password that keeps every rule is in the field that has the focus."""
    verdicts = {rule.verdict for rule in page.rules}
    kept = Verdict.MISSING not in verdicts and Verdict.KEPT in verdicts
    return kept and page.focused == "voter_password"


async def test_two_passwords_of_other_lengths_look_the_same(open_sandbox: OpenSandbox) -> None:
    pages = []
    for typed in (SECRET, f"{SECRET}{SECRET}"):
        sandbox = open_sandbox()
        async with sandbox.app.run_test(size=(80, 30)) as pilot:
            agent = await helped(sandbox, pilot)
            await fill(pilot, "", typed)
            await until(pilot, partial(agent.sees, typed_well))
            pages.append(agent.view.page)
    assert pages[0] == pages[1]


async def test_what_the_agent_points_at_lights_up_and_what_they_say_is_read(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test(size=(80, 30)) as pilot:
        agent = await helped(sandbox, pilot)
        agent.desk.tell_visit(agent.session, agent.visit, pointed="address")
        await appeared(sandbox, pilot, "Regardez le champ Adresse de messagerie professionnelle")
        assert lit(sandbox) == ["address"]
        agent.desk.tell_visit(agent.session, agent.visit, hint=Hint.PRESS_ENTER)
        await appeared(sandbox, pilot, "L'assistance : « Appuyez sur Entrée. »")
        assert lit(sandbox) == []


async def test_the_person_ends_it_by_a_key_from_any_screen(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test(size=(80, 30)) as pilot:
        agent = await helped(sandbox, pilot)
        await pilot.press("f1", "f4")
        await until(pilot, lambda: agent.is_over)
        await pilot.press("escape")
        await pilot.pause()
        assert "Suivi" not in text_of(sandbox.app)
        await opened(sandbox, pilot, "account_access")
        assert "Suivi" not in text_of(sandbox.app)
        await pilot.press("f1", "a")  # and once more
        await arrived(sandbox, pilot, "being_helped")
        await appeared(sandbox, pilot, "Code d'aide")
        code = sandbox.words.partition("Code d'aide ")[2][:7]
        await pilot.press("enter")
        await pilot.press("f1", "a")
        await arrived(sandbox, pilot, "being_helped")
        assert sandbox.words.count(code) == 2  # on the page, and above it


async def test_it_ends_with_the_visit(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test(size=(80, 30)) as pilot:
        agent = await helped(sandbox, pilot)
        await pilot.press("f10")
    assert agent.is_over


async def test_that_the_agent_has_left_is_said_for_a_while(
    open_sandbox: OpenSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.followed.FAREWELL", 1.0)
    sandbox = open_sandbox()
    async with sandbox.app.run_test(size=(80, 30)) as pilot:
        agent = await helped(sandbox, pilot)
        agent.desk.tell_visit(agent.session, agent.visit, pointed="address")
        await appeared(sandbox, pilot, "Regardez le champ")
        agent.desk.leave_visit(agent.session, agent.visit)
        await appeared(sandbox, pilot, LEFT)
        assert lit(sandbox) == []
        assert "F4" not in text_of(sandbox.app)
        sandbox.app.go("account_access")
        await arrived(sandbox, pilot, "account_access")
        await appeared(sandbox, pilot, LEFT)
        await until(pilot, lambda: LEFT not in text_of(sandbox.app))
        assert sandbox.app.visit.followed is None


async def test_whoever_asks_again_reads_no_farewell(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test(size=(80, 30)) as pilot:
        agent = await helped(sandbox, pilot)
        agent.desk.leave_visit(agent.session, agent.visit)
        await appeared(sandbox, pilot, LEFT)
        await pilot.press("f1", "a")
        await arrived(sandbox, pilot, "being_helped")
        await appeared(sandbox, pilot, "Code d'aide")
        assert LEFT not in text_of(sandbox.app)


async def test_nobody_has_left_whom_nobody_followed(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test(size=(80, 30)) as pilot:
        await opened(sandbox, pilot, "being_helped")
        await appeared(sandbox, pilot, "Code d'aide")
        sandbox.travel(sandbox.clock.now() + CODE_LIFE)
        await until(pilot, lambda: "Code d'aide" not in sandbox.words)
        assert LEFT not in text_of(sandbox.app)


async def test_what_is_pointed_at_is_left_with_its_screen(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test(size=(80, 30)) as pilot:
        agent = await helped(sandbox, pilot)
        agent.desk.tell_visit(agent.session, agent.visit, pointed="address")
        await appeared(sandbox, pilot, "Regardez le champ")
        sandbox.app.go("account_access")  # it has an address, too
        await arrived(sandbox, pilot, "account_access")
        await until(pilot, lambda: "Regardez le champ" not in text_of(sandbox.app))
        assert lit(sandbox) == []
        assert "Suivi par l'assistance" in sandbox.words
        await pilot.press("escape")
        await arrived(sandbox, pilot, "account_creation")
        assert lit(sandbox) == []
        agent.desk.tell_visit(agent.session, agent.visit, pointed="address")
        await appeared(sandbox, pilot, "Regardez le champ")


async def test_a_database_that_is_away_for_a_moment_ends_nothing(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test(size=(80, 30)) as pilot:
        agent = await helped(sandbox, pilot)
        sandbox.take_database_away()
        await fill(pilot, "x")
        await pilot.press("tab")
        sandbox.bring_database_back()
        await until(pilot, lambda: agent.sees(lambda page: page.focused == "voter_password"))


class StaffedEspace(NoEspace):
    """In place of an open election that has a helpdesk."""

    helped = True


@pytest.mark.parametrize(
    ("profile", "staffed", "offered"),
    [
        (terminal_profile(), True, True),
        (terminal_profile(), False, False),
        (kiosk_profile("salle-12"), True, True),
        (kiosk_profile("salle-12"), False, False),
        (demo_profile(helped=True), False, True),
        (demo_profile(helped=False), False, False),
        (demo_profile(helped=False), True, False),
        (desk_profile("poste 4"), True, False),
    ],
)
async def test_help_is_offered_only_where_somebody_can_give_it(
    open_app: OpenApp, profile: Profile, staffed: bool, offered: bool
) -> None:
    espace = cast(Espace, StaffedEspace() if staffed else NoEspace())
    app = open_app(profile=profile, open_espace=lambda: espace)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.opened_espace()
        await pilot.press("f1")
        await pilot.pause()
        assert ("A Être aidé" in text_of(app)) is offered
        if not offered:
            await pilot.press("a", "A")
            assert isinstance(app.screen, HelpScreen)


async def test_help_is_offered_on_an_open_page_as_soon_as_the_election_is_open(
    open_app: OpenApp,
) -> None:
    opens = Event()

    def late() -> Espace:
        opens.wait()
        return cast(Espace, StaffedEspace())

    app = open_app(profile=terminal_profile(), open_espace=late)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f1")
        assert "Être aidé" not in text_of(app)
        opens.set()
        await until(pilot, lambda: "A Être aidé" in text_of(app))


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ("", ""),
        (AddressRefused.sentence, AddressRefused.sentence),
        ("Choisissez un mot de passe.", "Choisissez un mot de passe."),
        ("Vouliez-vous dire « fdupont » ?", OTHER_SENTENCE),
        ("Trop d'essais. Vous pourrez recommencer dans 45 secondes.", MustWait.sentence),
    ],
)
def test_only_sentences_that_everybody_reads_are_passed_on(shown: str, told: str) -> None:
    assert own_sentence(shown, "Choisissez un mot de passe.") == told
