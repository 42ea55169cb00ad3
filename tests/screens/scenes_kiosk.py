"""What leads to the screens of a kiosk."""

from __future__ import annotations

from tests.screens.kiosk_setting import StillSeconds
from tests.screens.stage import Stage
from tui.kiosk.app import KioskApp
from tui.screens.kiosk.out_of_service import OutOfService


def kiosk_of(stage: Stage) -> tuple[KioskApp, StillSeconds]:
    """Return the application by its own type, and its seconds."""
    app = stage.app
    assert isinstance(app, KioskApp)
    seconds = app.elapsed
    assert isinstance(seconds, StillSeconds)
    return app, seconds


async def stands_by(stage: Stage) -> None:
    await stage.arrives("kiosk_standby")


async def is_out_of_service(stage: Stage) -> None:
    await stage.arrives("kiosk_out_of_service")
    stage.app.workers.cancel_all()
    screen = stage.app.screen
    assert isinstance(screen, OutOfService)
    screen.say_wait(8)
    await stage.reads("Nouvel essai dans 0:08")


async def begins(stage: Stage) -> None:
    await stage.presses("space")
    await stage.arrives("home")


async def asks_who_is_there(stage: Stage) -> None:
    await begins(stage)
    _, seconds = kiosk_of(stage)
    seconds.now += 121
    await stage.reads("dans 0:29")


async def comes_to_its_end(stage: Stage) -> None:
    await begins(stage)
    await stage.opens("account_creation")
    app, seconds = kiosk_of(stage)
    for _ in range(15):
        seconds.now += 73
        app.touched()
    await stage.reads("se termine dans 1:45")


async def opens_the_staff_page(stage: Stage) -> None:
    await stage.presses("f12")
    await stage.arrives("kiosk_staff")


async def creation(stage: Stage) -> None:
    await begins(stage)
    stage.opens_mailbox()
    await stage.opens("account_creation")
    await stage.reads("8 caractères au minimum")


async def inbox(stage: Stage) -> None:
    await begins(stage)
    stage.opens_mailbox()
    await stage.opens("inbox")
    await stage.reads("Calendrier des conseils")


async def scrutins(stage: Stage) -> None:
    await begins(stage)
    stage.signs_in()
    await stage.opens("scrutins")
    await stage.reads("Vous êtes appelé à participer à 4 scrutins.")
