"""What a scene is played on: an application in a sandbox, without a terminal, and its people.

The functions take a stage and the pilot of its application: `opened`, `arrived` and `answered` wait
for a screen, `fill` types, `press_enter` goes on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol, cast

from textual.events import Paste

from models import sample_named
from tui.screens import reading
from tui.screens.base import EspaceScreen
from tui.textual_private import strips_of

if TYPE_CHECKING:
    from textual.app import App
    from textual.pilot import Pilot
    from textual.widget import Widget

    from models import Espace, MailboxSession, PendingCode, Sample, SamplePerson
    from tui.application.app import EspaceApp
    from tui.visit.routes import Route

SOURCE = "terminal:scene"
WRONG_CODE = "BCDFG-HJKLM"
"""Of the letters that codes have; nobody's."""
QUIET = 0.05
"""Seconds between two looks whether a screen still changes."""
ALIKE = 3
"""Looks that find a screen as it was, with nothing awaited: it stays so."""

AWAITED = frozenset({"opening", "asking", "quiet"})
"""Groups of work that ends in an answer; a visit that may be followed tells of itself for good."""


class MovableClock(Protocol):
    """A clock that stands still until it is moved."""

    def now(self) -> datetime:
        """Return the moment it is set to, in UTC."""

    def go(self, moment: datetime) -> None:
        """Go to an aware moment."""


class StillClock:
    """The clock of a scene: what is said of moments depends on no machine's speed."""

    def __init__(self, moment: datetime) -> None:
        """Start at an aware moment."""
        self._moment = moment

    def now(self) -> datetime:
        """Return the moment it is set to, in UTC."""
        return self._moment.astimezone(UTC)

    def go(self, moment: datetime) -> None:
        """Go to an aware moment."""
        self._moment = moment


@dataclass
class Stage:
    """An application on a sandbox.

    Attributes:
        app: The visit.
        espace: Its election, with the sample's people in it.
        cast: The sample.
    """

    app: EspaceApp
    espace: Espace
    cast: Sample = field(default_factory=sample_named, kw_only=True)

    @property
    def screen(self) -> EspaceScreen:
        """The page in front: no help, no dialogue."""
        return cast("EspaceScreen", self.app.screen)

    @property
    def route(self) -> str:
        """The name of the screen in front, that of its class if it is no page of the visit."""
        screen = self.app.screen
        return screen.route if isinstance(screen, EspaceScreen) else type(screen).__name__

    @property
    def lines(self) -> list[str]:
        """The lines of the screen."""
        return lines_of(self.app)

    @property
    def newcomer(self) -> SamplePerson:
        """Who has done nothing yet, and has room in the mailbox."""
        return next(
            (one for one in self.cast.people if (one.box, one.account) == ("ordinary", "none")),
            self.cast.people[0],
        )

    @property
    def crowded(self) -> SamplePerson:
        """Whose mailbox is full."""
        return next((one for one in self.cast.people if one.box == "full"), self.cast.people[0])

    @property
    def confirmed(self) -> SamplePerson:
        """Who has an account."""
        return self.cast.someone("confirmed")

    def go_to(self, moment: datetime) -> None:
        """Have the clock of the scene stand at another moment."""
        cast("MovableClock", self.espace.clock).go(moment)

    def begin_at_mailbox(self, person: SamplePerson) -> None:
        """Open a person's mailbox in this visit, if mailboxes are opened in it."""
        if self.espace.election.path.has_mailbox:
            self.enter_mailbox(person)

    def enter_mailbox(self, person: SamplePerson) -> MailboxSession:
        """Open a person's mailbox in this visit."""
        self.app.visit.mailbox = self.espace.mailbox.open(
            person.user_name, person.numen, source=SOURCE
        )
        return self.app.visit.mailbox

    def ask_account(self, person: SamplePerson) -> PendingCode:
        """Ask for an account in this visit, and send its mail."""
        password, visit = self.cast.guided.voter_password, self.app.visit
        visit.pending = self.espace.account.create(
            person.address, password, password, mailbox=visit.mailbox, source=SOURCE
        )
        self.espace.administration.send_waiting_mail()
        return visit.pending


def lines_of(app: App[Any]) -> list[str]:
    """Return the lines of the screen as they leave; spaces and apostrophes are made ordinary."""
    return [
        "".join(segment.text for segment in strip).replace("\u00a0", " ").replace("’", "'").rstrip()
        for strip in strips_of(app.screen)
    ]


async def until(pilot: Pilot[None], state: Callable[[], bool]) -> None:
    """Wait until a state is reached; the caller's time limit is the only limit."""
    while not state():
        await pilot.pause()


async def opened(stage: Stage, pilot: Pilot[None], route: Route, **arguments: object) -> None:
    """Wait for the election, then open a screen."""
    await stage.app.opened_espace()
    stage.app.go(route, **arguments)
    await arrived(stage, pilot, route)


async def arrived(stage: Stage, pilot: Pilot[None], route: str) -> None:
    """Wait until a screen is in front."""
    await until(pilot, lambda: stage.route == route)
    await pilot.pause()


async def answered(stage: Stage, pilot: Pilot[None]) -> None:
    """Wait until the screen has its answer."""
    await pilot.pause()
    await until(pilot, lambda: not stage.screen.working)
    await pilot.pause()


async def settled(stage: Stage, pilot: Pilot[None]) -> None:
    """Wait until nothing is awaited, and the screen stays as it is."""
    before, alike = stage.lines, 0
    while alike < ALIKE:
        await asyncio.sleep(QUIET)
        await pilot.pause()
        now = stage.lines
        is_busy = any(
            worker.group in AWAITED and not worker.is_finished for worker in stage.app.workers
        )
        alike = alike + 1 if now == before and not is_busy else 0
        before = now


async def fill(pilot: Pilot[None], *texts: str) -> None:
    """Type each text into a field, beginning with that under the cursor, and press Tab between."""
    for number, text in enumerate(texts):
        if number:
            await pilot.press("tab")
        if text:
            await write(pilot, text)


async def write(pilot: Pilot[None], text: str) -> None:
    """Put a text into the field under the cursor at once: a key press takes 62 ms."""
    cast("Widget", pilot.app.focused).post_message(Paste(text))
    await pilot.pause()


async def press_enter(pilot: Pilot[None]) -> None:
    """Press Enter, once the page is one that somebody has read."""
    await asyncio.sleep(reading.UNREAD)
    await pilot.press("enter")
