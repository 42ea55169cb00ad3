"""The application: ways, keys, help, themes, and what it keeps to itself."""

from __future__ import annotations

import threading
from time import monotonic
from typing import Any, get_args

import pytest
from textual.css.query import NoMatches
from textual.events import ScreenResume
from textual.pilot import Pilot

from models import Election, MigrationsPending, TravelClock
from tests.models.clocks import MORNING, paris
from tests.tui.conftest import KIOSK, SANDBOX, OpenApp
from tests.tui.no_espace import no_espace
from tests.tui.reading import lines_of, text_of, until
from tests.tui.routes import MAIL_ELSEWHERE, ROUTES, SAMPLE
from tests.tui.test_visit import MAILBOX
from tui.application.app import EspaceApp
from tui.help.topics import topic_named
from tui.screens.base import EspaceScreen, say_present
from tui.screens.help import HelpScreen
from tui.screens.path_words import LEFT
from tui.screens.unavailable import ElectionUnavailable
from tui.ssh.app import SessionApp
from tui.styles.themes import OTHERS
from tui.visit.routes import Route
from tui.visit.visit import Visit
from tui.widgets.buttons import PrimaryButton


@pytest.mark.parametrize("letter", ["q", "c", "p", "z", "d", "backslash"])
async def test_no_way_out_but_quittez(open_app: OpenApp, letter: str) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        before = text_of(app)
        await pilot.press(f"ctrl+{letter}")
        assert app.is_running
        assert text_of(app) == before


async def test_quittez_wipes_the_visit_and_ends_it_from_anywhere(open_app: OpenApp) -> None:
    for keys in (["f10"], ["f1", "f10"]):
        app = open_app()
        async with app.run_test() as pilot:
            app.visit.mailbox = MAILBOX
            app.go(SAMPLE)
            await pilot.pause()
            await pilot.press(*"f.dupont", "ctrl+shift+a", "ctrl+c", *keys)
            assert app.visit == Visit()
            assert app.clipboard == ""
        assert not app.is_running
        assert app.farewell == LEFT


async def test_quittez_can_be_clicked(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        await pilot.click("KeyLine", offset=(76, 0))
        await until(pilot, lambda: not app.is_running)


async def test_the_last_line_names_the_keys_that_work_here(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        assert lines_of(app)[-1].split("  ")[0] == " Entrée Ouvrir · ↑ ↓ Choisir · F1 Aide"
        app.go(SAMPLE)
        await pilot.pause()
        assert lines_of(app)[-1].split("  ")[0] == " Échap Retour · F1 Aide"


async def test_f1_explains_the_focused_field_in_the_leaflets_words(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        app.go(SAMPLE)
        await pilot.pause()
        await pilot.press("tab", "f1")
        assert isinstance(app.screen, HelpScreen)
        flat = " ".join(text_of(app).replace("│", " ").split())
        assert "au minimum 8 caractères dont au moins une majuscule, une minuscule" in flat
        await pilot.press("f1")
        assert "Étape 2 sur 3" in text_of(app)
        await pilot.press("shift+tab", "f1")
        assert "prenom.nom@ac-toulouse.fr" in text_of(app)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_longest_page_of_help_says_how_it_is_closed_and_can_be_read_to_its_end(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    app = open_app()
    longest = topic_named(["scrutin_result"], app.election, app.moments)
    async with app.run_test(size=size) as pilot:
        app.push_screen(HelpScreen(longest))
        await until(pilot, lambda: "Échap Fermer" in text_of(app))
        last = longest.paragraphs[-1].split()[-1]
        while last not in text_of(app):
            assert "Échap Fermer" in text_of(app)
            await pilot.press("pagedown")
            await pilot.pause()


def test_every_name_of_a_screen_can_be_opened_but_the_one_that_opens_by_itself() -> None:
    others = {*SessionApp.routes, *MAIL_ELSEWHERE, ElectionUnavailable.route}
    assert set(get_args(Route)) == {*ROUTES, *others}


def test_every_screen_has_a_page_of_help(open_app: OpenApp) -> None:
    app = open_app()
    home = topic_named(["home"], app.election, app.moments)
    without = {"home", "demo_calendar", "demo_people", "sample", "kiosk_standby"}
    without |= {"kiosk_out_of_service"}
    for name in ROUTES.keys() - without - {"webmail_forgotten", "webmail_assistance"}:
        page = topic_named([name], app.election, app.moments)
        assert name in {"message", "trash"} or page != home, name


@pytest.mark.parametrize(
    ("at", "said", "unsaid"),
    [
        ("2014-11-20 10:00", "identifiant de votre notice de vote", "Le vote est clos"),
        ("2014-12-04 18:00", "Le vote était ouvert du 27 novembre 10 h", "notice de vote"),
        ("2014-12-05 09:00", "Consultez les résultats : www.education.gouv.fr", "notice de vote"),
    ],
)
@pytest.mark.parametrize("page", ["home", "door_space"])
def test_the_help_on_voting_follows_the_calendar(
    open_app: OpenApp, at: str, said: str, unsaid: str, page: str
) -> None:
    app = open_app(at=paris(at))
    words = "\n".join(topic_named([page], app.election, app.moments).paragraphs)
    assert said in words or (page == "home" and at < "2014-12")
    assert unsaid not in words
    assert ("créez votre compte" in words) is (page == "home" and at < "2014-12")


async def test_the_advice_beside_the_page_follows_the_calendar(open_app: OpenApp) -> None:
    app = open_app(profile=SANDBOX)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "Deux étapes, puis le vote" in text_of(app))
        clock = app.moments._clock
        assert isinstance(clock, TravelClock)
        clock.travel(paris("2014-12-05 09:00"))
        say_present(app)
        await until(pilot, lambda: "Deux étapes, puis le vote" not in text_of(app))
        assert "Votre espace électeur" in text_of(app)


@pytest.mark.parametrize(
    "environment",
    [{"TERM": "xterm-256color"}, {"TERM": "xterm", "COLORTERM": "truecolor"}],
    ids=["256", "truecolor"],
)
async def test_the_help_names_the_key_of_the_theme(
    election: Election, environment: dict[str, str]
) -> None:
    app = EspaceApp(election, TravelClock(MORNING), KIOSK, no_espace, environment=environment)
    async with app.run_test() as pilot:
        assert "F3" not in text_of(app)
        before = app.theme
        await pilot.press("f1")
        assert "F3 Thème" in text_of(app)
        await pilot.press("f3")
        assert app.theme == OTHERS[before]


async def test_f3_changes_the_theme_where_there_is_a_choice(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        themes = [app.theme]
        for _ in range(2):
            await pilot.press("f3")
            themes.append(app.theme)
        assert themes == ["light", "dark", "light"]
    console = open_app(term="linux")
    async with console.run_test() as pilot:
        await pilot.press("f1", "f3")
        assert console.theme == "console"
        assert "Thème" not in text_of(console)


@pytest.mark.parametrize("route", ["home", "webmail_login", "account_creation", "account_access"])
async def test_what_comes_while_a_screen_closes_is_taken_no_notice_of(
    open_app: OpenApp, route: Route
) -> None:
    """A person quits at the very moment at which a screen comes to the front."""
    app = open_app()
    async with app.run_test() as pilot:
        await app.opened_espace()
        app.go(route)
        await pilot.pause()
        await app.screen.remove_children()
        app.screen.post_message(ScreenResume())
        await pilot.pause()
        assert app.is_running
        assert getattr(app.screen, "route", "") == route


async def test_what_fails_in_a_visit_that_ends_already_is_no_fault(open_app: OpenApp) -> None:
    """A screen that was opening when the terminal closed looks for parts that are gone."""
    app = open_app()
    async with app.run_test() as pilot:
        await app.opened_espace()
        app.exit()
        app.fail(NoMatches("its parts are gone"))
        await pilot.pause()
    assert app.return_code == 0
    assert app.farewell == ""


async def test_a_screen_that_is_open_beneath_is_returned_to(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        app.go(SAMPLE)
        await pilot.pause()
        form = app.screen
        app.push_screen(ElectionUnavailable("Autre."))
        await pilot.pause()
        app.go(SAMPLE)
        await pilot.pause()
        assert app.screen is form
        app.home()
        await pilot.pause()
        assert len(app.screen_stack) == 1
        await pilot.press("escape")
        assert len(app.screen_stack) == 1


async def test_an_election_that_cannot_be_opened_says_why_and_tries_again(
    open_app: OpenApp,
) -> None:
    attempts: list[str] = []

    def failing_twice() -> Any:
        attempts.append("")
        if len(attempts) == 1:
            raise MigrationsPending
        if len(attempts) == 2:
            raise MemoryError
        return no_espace()

    app = open_app(open_espace=failing_twice)
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, ElectionUnavailable))
        await pilot.pause()
        assert "SERVICE INDISPONIBLE" in text_of(app)
        flat = " ".join(text_of(app).replace("┃", " ").split())
        assert "Lancez « espace-electeur admin migrate »" in flat
        await pilot.press("escape", "enter")
        await until(pilot, lambda: "ne peut pas être ouverte" in text_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(app.screen, ElectionUnavailable))
        assert app.espace is not None
        assert len(attempts) == 3


async def test_trying_again_beneath_the_help_leaves_no_old_screen(open_app: OpenApp) -> None:
    going_on = threading.Semaphore(1)
    attempts: list[str] = []

    def failing_twice() -> Any:
        going_on.acquire(timeout=10)
        attempts.append("")
        if len(attempts) < 3:
            raise MigrationsPending
        return no_espace()

    async def try_again_beneath_the_help(pilot: Pilot[None]) -> None:
        await pilot.press("enter", "f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        going_on.release()

    app = open_app(open_espace=failing_twice)
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, ElectionUnavailable))
        await pilot.pause()
        button = app.screen.query_one(PrimaryButton)
        await try_again_beneath_the_help(pilot)
        await until(pilot, lambda: not button.has_class("-working"))
        assert [type(each) for each in app.screen_stack[1:]] == [ElectionUnavailable, HelpScreen]
        await pilot.press("escape")
        await try_again_beneath_the_help(pilot)
        await until(pilot, lambda: len(attempts) == 3 and len(app.screen_stack) == 1)


LONG = 1e6
"""Seconds: no machine is so slow."""


async def test_enter_pressed_twice_does_not_act_on_the_page_it_leads_to(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        monkeypatch.setattr("tui.screens.reading.UNREAD", LONG)
        home = screen_of(app)
        home.reading.since -= LONG
        await pilot.press("enter", "enter")
        login = screen_of(app)
        assert login.route == "webmail_login"
        field = login.field("user_name")
        assert field.fault == ""
        login.reading.since -= LONG
        await pilot.press("enter")
        assert field.fault


async def test_enter_behind_what_was_typed_is_meant_for_the_page_however_new_it_is(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        monkeypatch.setattr("tui.screens.reading.UNREAD", LONG)
        await pilot.press("1")
        login = screen_of(app)
        assert login.route == "webmail_login"
        await pilot.press("f", "enter")
        assert login.focused is login.field("mailbox_password").input


async def test_only_enter_waits_for_a_page_to_be_read(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        monkeypatch.setattr("tui.screens.reading.UNREAD", LONG)
        await pilot.press("enter")
        assert screen_of(app).route == "home"
        await pilot.press("1")
        await pilot.press(*"dupont", "tab", "x")
        login = screen_of(app)
        assert login.field("user_name").value == "dupont"
        await pilot.press("f1", "enter")
        assert app.screen is login, "the help is closed by any Enter: it is no page"
        await pilot.press("escape")
        assert screen_of(app).route == "home"


async def test_a_page_that_is_returned_to_is_to_be_read_again(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        home = screen_of(app)
        app.go(SAMPLE)
        await pilot.pause()
        left = monotonic()
        await pilot.press("escape")
        assert home.reading.since >= left


def screen_of(app: EspaceApp) -> EspaceScreen:
    """Return the screen in front."""
    assert isinstance(app.screen, EspaceScreen)
    return app.screen


async def test_the_demonstrations_keys_do_nothing_in_a_visit(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        await pilot.press("f7", "f8", "f9")
        assert "COMMENT ACTIVER" in text_of(app)


async def test_the_terminals_cursor_follows_the_focus(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        await pilot.press("tab")
        assert app.focused is not None
        assert app.cursor_position == app.focused.region.offset


async def fail_on_a_screen(app: EspaceApp) -> None:
    async with app.run_test() as pilot:
        app.fail(ZeroDivisionError())
        await pilot.pause()


async def test_a_fault_on_a_screen_is_raised_again_under_a_test(open_app: OpenApp) -> None:
    with pytest.raises(ZeroDivisionError):
        await fail_on_a_screen(open_app())
