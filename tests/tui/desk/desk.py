"""A helpdesk under test, and what an agent does in front of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from textual.pilot import Pilot

from tests.models.desk.staff_members import OWN
from tests.tui.kiosk.kiosk import HandSeconds
from tests.tui.sandbox import Sandbox, answered, appeared, arrived, fill
from tui.desk.app import DeskApp


@dataclass
class Desk(Sandbox):
    """An application of the helpdesk on a sandbox; its seconds can be moved."""

    seconds: HandSeconds

    @property
    def desk_app(self) -> DeskApp:
        return cast(DeskApp, self.app)


async def enter(desk: Desk, pilot: Pilot[None], name: str = "durand") -> None:
    """Sign in."""
    await answered(desk, pilot)
    await fill(pilot, name, OWN)
    await pilot.press("enter")
    await arrived(desk, pilot, "desk_search")
    await appeared(desk, pilot, "Aucun appel")


async def find(desk: Desk, pilot: Pilot[None], typed: str) -> None:
    """Type into the search, and open the one person that it finds."""
    await arrived(desk, pilot, "desk_search")
    await pilot.press(*typed)
    await appeared(desk, pilot, "Une personne")
    await pilot.press("enter")
    await arrived(desk, pilot, "desk_person")
    await appeared(desk, pilot, "LE CHEMIN")


async def recognise(desk: Desk, pilot: Pilot[None], right: int = 2) -> None:
    """Ask who calls; the first answers are right."""
    await pilot.press("q")
    await arrived(desk, pilot, "desk_caller")
    for number in range(1, right + 1):
        await pilot.press(str(number))
        await pilot.pause()
    await pilot.click("#primary")
    await arrived(desk, pilot, "desk_person")


async def do(desk: Desk, pilot: Pilot[None], key: str) -> None:
    """Ask for an act by its key, with the first reason, and confirm it."""
    await pilot.press(key)
    await arrived(desk, pilot, "desk_act")
    await pilot.press("enter")
    await pilot.pause()
    await pilot.press("enter")
    await answered(desk, pilot)
