"""An application on a sandbox of its own, and what a person does in front of it.

The functions take a sandbox and the pilot of its application: what is on the screen is `seen`;
`opened`, `arrived`, `answered` and `appeared` wait; `write`, `enter` and `fill` type.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from textual.pilot import Pilot

from models import (
    SAMPLE_BOARD,
    Election,
    Espace,
    LinkToken,
    MailboxSession,
    PendingCode,
    TravelClock,
    toulouse_election,
)
from tests.models.clocks import HandClock
from tests.models.steps import code_in, newest_from_election, sample
from tests.tui.reading import text_of, until, words_on
from tui.scenes.stage import Stage
from tui.scenes.stage import answered as answered
from tui.scenes.stage import arrived as arrived
from tui.scenes.stage import fill as fill
from tui.scenes.stage import opened as opened
from tui.scenes.stage import write as write
from tui.screens.base import say_present

DATABASE = "demonstration.sqlite"
SOURCE = "terminal:test"
DUPONT = "francoise.dupont@ac-toulouse.fr"
BENALI = "karim.benali@ac-toulouse.fr"
"""The sample person whose account is active from the first day on."""
BENALIS_PASSWORD = "Pastel9Cassoulet"
GOOD = "Cassis7Lauragais"
"""A voter password that keeps every rule."""

LONG_WAIT = timedelta(seconds=50)
"""After too many wrong tries: longer than any test looks at it, and said in seconds."""


@dataclass
class Sandbox(Stage):
    """An application on a sandbox; its clock can be moved and its file taken away."""

    database: Path

    @property
    def clock(self) -> TravelClock:
        clock = self.espace.clock
        assert isinstance(clock, TravelClock)
        return clock

    @property
    def words(self) -> str:
        """The text of the screen on one line, so that a wrapped sentence can be looked for."""
        return words_on(self.app)

    def travel(self, moment: datetime) -> None:
        self.clock.travel(moment)
        say_present(self.app)

    def open_mailbox(self, user_name: str, numen: str = "") -> MailboxSession:
        """Open a mailbox in this visit, by its NUMEN unless another one is given."""
        numen = numen or sample(user_name).numen
        self.app.visit.mailbox = self.espace.mailbox.open(user_name, numen, source=SOURCE)
        return self.app.visit.mailbox

    def create_account(self, address: str = DUPONT) -> PendingCode:
        """Create an account in this visit; its mail is still to be sent."""
        visit = self.app.visit
        visit.pending = self.espace.account.create(
            address, GOOD, GOOD, mailbox=visit.mailbox, source=SOURCE
        )
        return visit.pending

    def sign_in(self) -> None:
        """Sign Karim Benali in to his voter space, in this visit."""
        self.app.visit.voter = self.espace.account.sign_in(BENALI, BENALIS_PASSWORD, source=SOURCE)

    def newest_mail(self, mailbox: MailboxSession) -> tuple[str, LinkToken]:
        """Return code and link of the newest mail of the election."""
        self.espace.administration.send_waiting_mail()
        message = newest_from_election(self.espace, mailbox)
        assert message.link
        return code_in(message), message.link

    def strike_from_the_roll(self) -> None:
        """Take every scrutin from every person."""
        with sqlite3.connect(self.database) as connection:
            connection.execute("DELETE FROM roll_entry")
        connection.close()

    def take_database_away(self) -> None:
        self.database.rename(self.database.with_suffix(".away"))

    def bring_database_back(self) -> None:
        self.database.with_suffix(".away").rename(self.database)


def with_long_waits(election: Election) -> Election:
    """Return an election in which one wait, once it is said, lasts until the test has ended."""
    return election.changed(security=election.security.changed(first_wait=LONG_WAIT))


def fill_sandbox(directory: Path) -> None:
    """Fill a sandbox at the demonstration's moment, for others to be copied from."""
    espace = Espace(election_in(directory), HandClock())
    espace.administration.migrate(sandbox=True)
    espace.administration.fill_sandbox()
    espace.close()


def election_in(directory: Path, *, voting: bool = False) -> Election:
    """Return the leaflet's election on a sandbox, with the board of a vote or without."""
    election = toulouse_election(f"sqlite:///{directory / DATABASE}")
    return election.changed(board=SAMPLE_BOARD) if voting else election


def seal_sandbox(directory: Path) -> None:
    """Prepare the vote of a sandbox that was filled."""
    espace = Espace(election_in(directory, voting=True), HandClock())
    espace.administration.prepare_vote()
    espace.close()


async def open_help(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    """Open the help above the screen in front, and let the screen's own calls end."""
    beneath = sandbox.app.screen
    await pilot.press("f1")
    await until(pilot, lambda: sandbox.app.screen is not beneath)
    await sandbox.app.workers.wait_for_complete()


async def appeared(sandbox: Sandbox, pilot: Pilot[None], words: str) -> None:
    """Wait until words are on the screen, wrapped or not."""
    await until(pilot, lambda: words in sandbox.words)


async def enter(pilot: Pilot[None], *texts: str) -> None:
    """Type each text into the field under the cursor and press Enter after it."""
    for text in texts:
        await write(pilot, text)
        await pilot.press("enter")


def focused_field(sandbox: Sandbox) -> str | None:
    """Return the identifier of the field or button under the cursor."""
    focused = sandbox.app.focused
    if focused is None:
        return None
    parent = focused.parent
    return focused.id or (parent.id if parent is not None else None)


def plain(text: str) -> str:
    """Return a text with ordinary spaces and apostrophes, as it is written here."""
    return text.replace("\u00a0", " ").replace("\ue000", " ").replace("’", "'")


def seen(sandbox: Sandbox, words: str) -> bool:
    """Return whether words are on one line of the screen."""
    return words in text_of(sandbox.app)
