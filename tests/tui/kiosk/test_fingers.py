"""A finger that answers the kiosk's own screens touches nothing that lies beneath them."""

from __future__ import annotations

from textual.pilot import Pilot

from tests.tui.keyboard import Keyboard
from tests.tui.kiosk.conftest import OpenKiosk
from tests.tui.kiosk.kiosk import Kiosk
from tests.tui.sandbox import arrived

ON_THE_FIRST_DOOR = ("\x1b[<0;20;6M", "\x1b[<0;20;6m")


async def back_from_the_first_door(kiosk: Kiosk, pilot: Pilot[None]) -> Keyboard:
    """Begin a visit, go through the first door by a click, and come back."""
    await kiosk.begins(pilot)
    keyboard = Keyboard(kiosk.app)
    keyboard.send("".join(ON_THE_FIRST_DOOR))
    await arrived(kiosk, pilot, "webmail_login")
    await pilot.press("escape")
    await arrived(kiosk, pilot, "home")
    return keyboard


async def test_keeping_the_visit_opens_no_door_where_one_was_opened_before(
    open_kiosk: OpenKiosk,
) -> None:
    kiosk = open_kiosk()
    async with kiosk.app.run_test() as pilot:
        keyboard = await back_from_the_first_door(kiosk, pilot)
        kiosk.elapsed.pass_by(121)
        await arrived(kiosk, pilot, "StillThere")
        keyboard.send(ON_THE_FIRST_DOOR[0])
        await arrived(kiosk, pilot, "home")
        keyboard.send(ON_THE_FIRST_DOOR[1])
        await pilot.pause()
        assert kiosk.route == "home"
        keyboard.send("".join(ON_THE_FIRST_DOOR))
        await arrived(kiosk, pilot, "webmail_login")


async def test_the_touch_that_opens_a_visit_may_be_long(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk()
    async with kiosk.app.run_test() as pilot:
        await kiosk.stands_by(pilot)
        keyboard = Keyboard(kiosk.app)
        keyboard.send(ON_THE_FIRST_DOOR[0])
        await arrived(kiosk, pilot, "home")
        keyboard.send(ON_THE_FIRST_DOOR[1])
        await pilot.pause()
        assert kiosk.route == "home"
