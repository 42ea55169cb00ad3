"""What leads to the home screen, the help, the demonstration's screens."""

from __future__ import annotations

from unittest.mock import patch

from textual.pilot import Pilot

from tests.screens.scenes_webmail import create_account
from tests.tui.sandbox import Sandbox, answered, appeared, opened
from tui.scenes import home
from tui.scenes.home import arrives as arrives


async def is_on_the_way(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    mailbox = sandbox.open_mailbox("fdupont")
    create_account(sandbox, mailbox.address)
    await opened(sandbox, pilot, "inbox")
    await answered(sandbox, pilot)
    await opened(sandbox, pilot, "home")
    await appeared(sandbox, pilot, "Ouvrez le mail de confirmation")


async def asks_for_help(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    sandbox.espace.helped = True  # as in an election that has a helpdesk
    await opened(sandbox, pilot, "webmail_login")
    await answered(sandbox, pilot)
    await pilot.press("f1")
    await appeared(sandbox, pilot, "Fermer")


async def finds_it_unavailable(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    from models import DatabaseUnavailable
    from tui.screens.unavailable import ElectionUnavailable

    await sandbox.app.push_screen(ElectionUnavailable(DatabaseUnavailable().text))
    await appeared(sandbox, pilot, "SERVICE INDISPONIBLE")


async def opens_the_calendar(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await opened(sandbox, pilot, "demo_calendar")
    await answered(sandbox, pilot)


async def opens_the_people(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await opened(sandbox, pilot, "demo_people")
    await answered(sandbox, pilot)


async def wants_to_be_helped(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    with patch("models.services.desk.following.secrets.choice", lambda letters: letters[7]):
        await home.wants_to_be_helped(sandbox, pilot)
