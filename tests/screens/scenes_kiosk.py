"""What leads to the screens of a kiosk."""

from __future__ import annotations

from textual.pilot import Pilot

from tests.screens.kiosk_setting import StillSeconds
from tests.screens.scenes_webmail import previewed
from tests.tui.sandbox import Sandbox, answered, appeared, arrived, opened
from tui.kiosk.app import KioskApp
from tui.kiosk.screens.out_of_service import OutOfService


def kiosk_of(sandbox: Sandbox) -> tuple[KioskApp, StillSeconds]:
    """Return the application by its own type, and its seconds."""
    app = sandbox.app
    assert isinstance(app, KioskApp)
    seconds = app.clock_of_visit.elapsed
    assert isinstance(seconds, StillSeconds)
    return app, seconds


async def stands_by(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await arrived(sandbox, pilot, "kiosk_standby")
    await answered(sandbox, pilot)


async def is_out_of_service(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await arrived(sandbox, pilot, "kiosk_out_of_service")
    await answered(sandbox, pilot)
    sandbox.app.workers.cancel_all()
    screen = sandbox.app.screen
    assert isinstance(screen, OutOfService)
    screen.say_wait(8)
    await appeared(sandbox, pilot, "Nouvel essai dans 8 secondes")


async def begins(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await pilot.press("space")
    await arrived(sandbox, pilot, "home")
    await answered(sandbox, pilot)


async def asks_who_is_there(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await begins(sandbox, pilot)
    _, seconds = kiosk_of(sandbox)
    seconds.now += 121
    await appeared(sandbox, pilot, "dans 29 secondes")


async def comes_to_its_end(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await begins(sandbox, pilot)
    await opened(sandbox, pilot, "account_creation")
    await answered(sandbox, pilot)
    app, seconds = kiosk_of(sandbox)
    for _ in range(15):
        seconds.now += 73
        app.clock_of_visit.touched()
    await appeared(sandbox, pilot, "se termine dans 2 minutes")


async def opens_the_staff_page(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await pilot.press("f12")
    await arrived(sandbox, pilot, "kiosk_staff")
    await answered(sandbox, pilot)


async def creation(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await begins(sandbox, pilot)
    sandbox.open_mailbox("fdupont")
    await opened(sandbox, pilot, "account_creation")
    await appeared(sandbox, pilot, "8 caractères au minimum")


async def inbox(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await begins(sandbox, pilot)
    sandbox.open_mailbox("fdupont")
    await opened(sandbox, pilot, "inbox")
    await appeared(sandbox, pilot, "Calendrier des conseils")
    await previewed(sandbox, pilot)


async def scrutins(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await begins(sandbox, pilot)
    sandbox.sign_in()
    await opened(sandbox, pilot, "scrutins")
    await appeared(sandbox, pilot, "Vous êtes appelé à participer à 4 scrutins.")
