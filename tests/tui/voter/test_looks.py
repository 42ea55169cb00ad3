"""Every screen of the voter space, at every size, on every terminal, in every theme."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.tui.conftest import OpenSandbox
from tests.tui.reading import lines_of, text_of
from tests.tui.sandbox import BENALI, DUPONT, SOURCE, Sandbox, answered, enter, opened
from tests.tui.test_palette import unreadable as unreadable_text
from tui.application.app import EspaceApp
from tui.styles.palette import PALETTES
from tui.visit.routes import Route
from tui.widgets.fields import LabelledField

SCROLL_BAR = "▁▂▃▄▅▆▇█"
SIZES = [(80, 24), (60, 20), (120, 40)]


def unreadable(app: EspaceApp) -> list[tuple[str, str, str, float]]:
    """Return the texts whose contrast is too low; the end of a scroll bar is no text."""
    return [found for found in unreadable_text(app) if found[0].strip(SCROLL_BAR)]


def create(sandbox: Sandbox) -> None:
    sandbox.open_mailbox("fdupont")
    sandbox.create_account()


def ask(sandbox: Sandbox) -> None:
    sandbox.app.visit.pending = sandbox.espace.account.ask_password_code(BENALI, source=SOURCE)


def nothing(sandbox: Sandbox) -> None:
    """Come with empty hands."""


SCREENS: list[tuple[str, Callable[[Sandbox], None], str]] = [
    ("account_access", nothing, "ACCÉDER"),
    ("account_creation", nothing, "CRÉER MON COMPTE"),
    ("mail_sent", create, "Ouvrir le mail"),
    ("confirmation", create, "Confirmer mon compte"),
    ("password_reminder", Sandbox.sign_in, "Voir mes scrutins"),
    ("scrutins", Sandbox.sign_in, "scrutins"),
    ("forgotten_voter_password", nothing, "Recevoir un code"),
    ("password_mail_sent", ask, "Ouvrir le mail"),
    ("renew_password", ask, "Changer mon mot de passe"),
]
each_screen = pytest.mark.parametrize(
    ("route", "prepare", "primary"), SCREENS, ids=[screen[0] for screen in SCREENS]
)


@each_screen
async def test_the_next_step_is_in_sight_and_every_text_can_be_read(
    open_sandbox: OpenSandbox,
    route: Route,
    prepare: Callable[[Sandbox], None],
    primary: str,
    subtests: pytest.Subtests,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test(size=SIZES[0]) as pilot:
        prepare(sandbox)
        await opened(sandbox, pilot, route)
        for size in SIZES:
            with subtests.test("in sight", size=size):
                await pilot.resize_terminal(*size)
                await answered(sandbox, pilot)
                assert primary in text_of(sandbox.app)
                assert lines_of(sandbox.app)[-1].endswith("F10 QUITTEZ")
                assert "DÉMONSTRATION" in lines_of(sandbox.app)[0]
        for theme in PALETTES:
            with subtests.test(theme):
                sandbox.app.theme = theme
                await pilot.pause()
                found = unreadable(sandbox.app)
                for _ in sandbox.screen.focus_chain[:6]:
                    await pilot.press("tab")
                    found += unreadable(sandbox.app)
                assert found == []


@each_screen
async def test_the_linux_console_can_show_it(
    open_sandbox: OpenSandbox, route: Route, prepare: Callable[[Sandbox], None], primary: str
) -> None:
    sandbox = open_sandbox(term="linux")
    async with sandbox.app.run_test() as pilot:
        prepare(sandbox)
        await opened(sandbox, pilot, route)
        await answered(sandbox, pilot)
        await pilot.press("enter")
        await answered(sandbox, pilot)
        for character in set(text_of(sandbox.app)) - set("─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬\n"):
            assert character.encode("cp437")
            assert character.encode("iso8859-15")


@pytest.mark.parametrize("theme", PALETTES)
async def test_faults_waits_and_closed_pages_can_be_read(
    open_sandbox: OpenSandbox, theme: str
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test(size=(80, 24)) as pilot:
        sandbox.app.theme = theme
        await opened(sandbox, pilot, "account_creation")
        await enter(pilot, DUPONT, "Vacances2014", "x")
        found = unreadable(sandbox.app)
        create(sandbox)
        await opened(sandbox, pilot, "confirmation")
        await enter(pilot, "BCDFG-HJKLM")
        await answered(sandbox, pilot)
        found += unreadable(sandbox.app)
        calendar = sandbox.app.election.calendar
        sandbox.travel(calendar.accounts_close)
        await pilot.pause()
        found += unreadable(sandbox.app)
        sandbox.travel(calendar.confirmations_close)
        await pilot.pause()
        assert found + unreadable(sandbox.app) == []


async def test_without_colours_every_state_keeps_its_word(
    open_sandbox: OpenSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        sandbox.sign_in()
        await opened(sandbox, pilot, "scrutins")
        await answered(sandbox, pilot)
        assert unreadable(sandbox.app) == []
        assert "▸ QUITTEZ ◂" in text_of(sandbox.app)
        assert "encore 6 jours" in text_of(sandbox.app)


async def test_a_low_terminal_takes_the_air_from_between_the_fields(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test(size=(80, 24)) as pilot:
        await opened(sandbox, pilot, "forgotten_voter_password")
        (field,) = sandbox.screen.query(LabelledField)
        with_air = field.styles.margin.bottom
        await pilot.resize_terminal(60, 20)
        assert (with_air, field.styles.margin.bottom) == (1, 0)
