"""`layout = "large"`: targets for fingers that can all be reached, at 80×24 too."""

from __future__ import annotations

import pytest
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widget import Widget

from tests.tui.keyboard import Keyboard
from tests.tui.kiosk.conftest import OpenKiosk
from tests.tui.kiosk.kiosk import Kiosk
from tests.tui.reading import lines_of, until
from tests.tui.sandbox import arrived
from tests.tui.test_visit import pending
from tui.visit.routes import Route
from tui.widgets.buttons import ActionButton
from tui.widgets.door import Door
from tui.widgets.fields import FieldInput
from tui.widgets.key_line import KeyLine
from tui.widgets.message_list import MessageList
from tui.widgets.new_password import NewPassword

ROUTES: list[Route] = [
    *("home", "webmail_login", "webmail_forgotten", "webmail_assistance", "webmail_new_password"),
    *("inbox", "trash", "account_access", "account_creation", "mail_sent", "confirmation"),
    *("forgotten_voter_password", "renew_password", "scrutins"),
]
TARGETS = (ActionButton, Door, FieldInput)


async def arrived_at(kiosk: Kiosk, pilot: Pilot[None], route: Route) -> None:
    """Begin a visit of a person who has been everywhere already, and open a screen."""
    await kiosk.begins(pilot)
    kiosk.open_mailbox("fdupont")
    kiosk.sign_in()
    kiosk.app.visit.pending = pending()
    if route != "home":
        kiosk.app.go(route)
    await arrived(kiosk, pilot, route)
    await until(pilot, lambda: not getattr(kiosk.app.screen, "working", False))
    if kiosk.app.screen.query(NewPassword):  # its rules are laid once the election is open
        await until(pilot, lambda: bool(kiosk.app.screen.query("#equality")))
    await pilot.pause()


@pytest.mark.parametrize("route", ROUTES)
async def test_every_target_is_three_lines_high_and_comes_in_sight_with_the_focus(
    open_kiosk: OpenKiosk, route: Route
) -> None:
    kiosk = open_kiosk(layout="large")
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        await arrived_at(kiosk, pilot, route)
        screen = kiosk.app.screen
        chain = list(screen.focus_chain)
        assert chain or route in {"webmail_forgotten", "webmail_assistance", "trash"}
        if route == "scrutins":  # read from its beginning, with QUITTEZ at its end
            await pilot.press("pagedown", "pagedown")
        for widget in chain:
            screen.set_focus(widget)
            await pilot.pause()
            if isinstance(widget, TARGETS):
                assert widget.region.height >= 3
                assert page_of(kiosk).contains_region(widget.region), (route, widget)
                assert not is_covered(kiosk, widget), (route, widget)
        assert screen.query_one(KeyLine).region.height == 3
        assert "F10 QUITTEZ" in lines_of(kiosk.app)[-2]

        # On a large screen everything is in sight at once.
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        for widget in screen.focus_chain:
            assert page_of(kiosk).contains_region(widget.region), (route, widget)


def is_covered(kiosk: Kiosk, widget: Widget) -> bool:
    """Return whether buttons that stay in sight lie over a widget of the page below."""
    return any(
        docked.region.overlaps(widget.region)
        for docked in kiosk.app.screen.query(".docked")
        if docked.styles.dock != "none" and docked not in widget.ancestors
    )


def page_of(kiosk: Kiosk) -> Region:
    """Return where the page is on the screen."""
    return kiosk.app.screen.query_one("#page").region


async def test_a_finger_hits_a_mail_on_both_of_its_lines(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(layout="large")
    async with kiosk.app.run_test(size=(120, 40)) as pilot:
        await arrived_at(kiosk, pilot, "inbox")
        messages = kiosk.app.screen.query_one(MessageList)
        await until(pilot, lambda: messages.pointed_id is not None)
        first = messages.pointed_id
        assert messages.virtual_size.height == 6
        top = messages.region.y + 1
        column = messages.region.x + 10
        keyboard = Keyboard(kiosk.app)
        keyboard.send(f"\x1b[<0;{column};{top + 3}M\x1b[<0;{column};{top + 3}m")
        await until(pilot, lambda: messages.pointed_id != first)
        await pilot.press("home")
        assert messages.pointed_id == first
        keyboard.send(f"\x1b[<0;{column};{top + 1}M\x1b[<0;{column};{top + 1}m")
        await arrived(kiosk, pilot, "message")


async def test_the_key_of_the_last_line_is_hit_on_its_own_line(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(layout="large")
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        await kiosk.begins(pilot)
        Keyboard(kiosk.app).send("\x1b[<0;75;23M\x1b[<0;75;23m")
        await kiosk.ends(pilot)
    assert kiosk.told[-1] == "ended left"


async def test_the_normal_layout_has_the_height_of_a_line(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk()
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        await arrived_at(kiosk, pilot, "account_access")
        seen = [widget for widget in kiosk.app.screen.focus_chain if isinstance(widget, TARGETS)]
        assert len(seen) == 5
        assert {widget.region.height for widget in seen} == {1}
