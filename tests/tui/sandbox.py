"""A real election in a sandbox of its own, and the hands of a person in front of it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from textual.events import Paste
from textual.pilot import Pilot

from models import Espace, FolderName, MailboxSession, TravelClock
from tests.tui.reading import lines_of, text_of, until
from tui.app import EspaceApp
from tui.screens.base import EspaceScreen

SOURCE = "terminal:test"
DUPONT = "francoise.dupont@ac-toulouse.fr"
GOOD = "Cassis7Lauragais"
"""A voter password that keeps every rule."""


@dataclass
class Sandbox:
    """An application on a sandbox; its clock can be moved and its file taken away."""

    app: EspaceApp
    espace: Espace
    clock: TravelClock
    database: Path

    @property
    def screen(self) -> EspaceScreen:
        screen = self.app.screen
        assert isinstance(screen, EspaceScreen)
        return screen

    @property
    def text(self) -> str:
        """The screen as one line of text, its wraps and bars dropped."""
        return " ".join(" ".join(line.strip(" ┃▌") for line in lines_of(self.app)).split())

    def travel(self, moment: datetime) -> None:
        self.clock.travel(moment)
        self.app.clock_moved()

    def open_mailbox(self, user_name: str, numen: str) -> MailboxSession:
        """Open a mailbox in this visit."""
        self.app.visit.mailbox = self.espace.open_mailbox(user_name, numen, source=SOURCE)
        return self.app.visit.mailbox

    def newest_mail(self, mailbox: MailboxSession) -> tuple[str, str]:
        """Return code and link of the newest mail of the election."""
        self.espace.send_waiting_mail()
        folder = self.espace.list_folder(mailbox, FolderName.INBOX)
        summary = next(message for message in folder.messages if message.from_election)
        message = self.espace.read_message(mailbox, summary.message_id)
        code = next(
            line.partition(":")[2].strip()
            for line in message.body.splitlines()
            if line.startswith("Votre code")
        )
        return code, message.link or ""

    def text_lines(self) -> list[str]:
        """The lines of the screen, without the spaces at their ends."""
        return [line.strip() for line in lines_of(self.app)]

    def strike_from_the_roll(self) -> None:
        """Take every scrutin from every person."""
        with sqlite3.connect(self.database) as connection:
            connection.execute("DELETE FROM roll_entry")
        connection.close()

    def take_database_away(self) -> None:
        self.database.rename(self.database.with_suffix(".away"))

    def bring_database_back(self) -> None:
        self.database.with_suffix(".away").rename(self.database)


async def opened(sandbox: Sandbox, pilot: Pilot[None], route: str, **arguments: object) -> None:
    """Wait for the election, then open a screen."""
    await sandbox.app.opened_espace()
    sandbox.app.go(route, **arguments)
    await arrived(sandbox, pilot, route)


async def arrived(sandbox: Sandbox, pilot: Pilot[None], route: str) -> None:
    """Wait until a screen is there."""
    await until(
        pilot,
        lambda: isinstance(sandbox.app.screen, EspaceScreen) and sandbox.screen.route == route,
    )
    await pilot.pause()


async def answered(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    """Wait until the screen has its answer."""
    await pilot.pause()
    await until(pilot, lambda: not sandbox.screen.working)
    await pilot.pause()


async def enter(pilot: Pilot[None], *texts: str) -> None:
    """Type each text into the field under the cursor and press Enter after it."""
    for text in texts:
        await write(pilot, text)
        await pilot.press("enter")


async def write(pilot: Pilot[None], text: str) -> None:
    """Put a text into the field under the cursor at once: a key press takes 62 ms."""
    focused = pilot.app.focused
    assert focused is not None
    focused.post_message(Paste(text))
    await pilot.pause()


def focused_field(sandbox: Sandbox) -> str | None:
    """Return the identifier of the field or button under the cursor."""
    focused = sandbox.app.focused
    if focused is None:
        return None
    parent = focused.parent
    return focused.id or (parent.id if parent is not None else None)


def seen(sandbox: Sandbox, words: str) -> bool:
    """Return whether words stand on one line of the screen."""
    return words in text_of(sandbox.app)
