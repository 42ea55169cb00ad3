"""Every screen of the webmail is whole at 80 by 24, and can be used at any size."""

from __future__ import annotations

import pytest
from textual.widget import Widget

from tests.tui.conftest import OpenSandbox
from tests.tui.reading import lines_of, text_of
from tests.tui.sandbox import arrived, opened, seen
from tests.tui.webmail.mailbox import FLOODED, FULL, at_inbox, mails, shown
from tui.visit.routes import Route

SCREENS = {
    "webmail_login": "Besoin d'assistance",
    "webmail_forgotten": "Retour à la connexion",
    "webmail_assistance": "Retour à la connexion",
    "webmail_new_password": "Changer mon mot de passe",
    "inbox": "Plus tard",
    "trash": "Retour à la boîte",
}
"""Screens, and words that end their page."""


def in_sight(widget: Widget | None) -> bool:
    """Return whether a widget is on the page as it is scrolled now."""
    assert widget is not None
    page = widget.screen.query_one("#page").region
    return widget.region.intersection(page).area > 0


@pytest.mark.parametrize("route", SCREENS)
async def test_the_button_is_in_sight(
    open_sandbox: OpenSandbox, route: Route, subtests: pytest.Subtests
) -> None:
    sandbox = open_sandbox()
    sandbox.open_mailbox(*FULL)
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, route)
        if route in {"inbox", "trash"}:
            await shown(sandbox, pilot, route)
        for size in [(80, 24), (120, 40)]:
            with subtests.test(size=size):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                assert seen(sandbox, SCREENS[route])
                assert lines_of(sandbox.app)[-1].endswith("F10 QUITTEZ")
                assert sandbox.screen.query_one("#page").max_scroll_y == 0


@pytest.mark.parametrize("route", [*SCREENS, "message"])
@pytest.mark.parametrize("term", ["xterm-256color", "linux"])
async def test_a_small_terminal_scrolls_to_everything(
    open_sandbox: OpenSandbox, route: Route, term: str
) -> None:
    sandbox = open_sandbox(term=term)
    async with sandbox.app.run_test(size=(60, 20)) as pilot:
        await at_inbox(sandbox, pilot, FLOODED)
        if route == "message":
            await pilot.press("enter")
            await arrived(sandbox, pilot, "message")
        elif route != "inbox":
            await opened(sandbox, pilot, route)
        await pilot.pause()
        button = sandbox.screen.query_one("#primary")
        sandbox.screen.set_focus(None)
        await pilot.press("tab")
        while not button.has_focus:
            assert in_sight(sandbox.app.focused)
            await pilot.press("tab")
        assert in_sight(button)


async def test_a_terminal_of_any_size_is_survived(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test(size=(1, 1)) as pilot:
        await at_inbox(sandbox, pilot, FLOODED)
        for size in [(1, 1), (2, 3), (12, 6), (30, 9)]:
            await pilot.resize_terminal(*size)
            await pilot.press("down", "pagedown", "space", "end", "home", "tab", "enter")
            await pilot.pause()
            await pilot.resize_terminal(80, 24)
            await pilot.pause()
            assert "F10 QUITTEZ" in text_of(sandbox.app)
            await pilot.press("escape")
            await shown(sandbox, pilot, "inbox")


async def test_both_themes_show_the_same(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await at_inbox(sandbox, pilot, FULL)
        before = text_of(sandbox.app)
        await pilot.press("f3")
        await pilot.pause()
        assert sandbox.app.theme == "dark"
        assert text_of(sandbox.app) == before


async def test_a_full_mailbox_leaves_room_for_its_mails_on_a_low_screen(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test(size=(60, 20)) as pilot:
        await at_inbox(sandbox, pilot, FULL)
        assert mails(sandbox).size.height >= 6
        assert "Cochez (Espace), puis Suppr et Entrée." in sandbox.words
        assert seen(sandbox, "Coordination")


async def test_a_wider_screen_shows_no_less_of_who_wrote(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test(size=(80, 24)) as pilot:
        await at_inbox(sandbox, pilot, FULL)
        assert seen(sandbox, "Coordination des lycé")
        await pilot.resize_terminal(118, 40)
        await pilot.pause()
        assert seen(sandbox, "Coordination des lycé")
