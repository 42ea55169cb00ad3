"""A stage for a screen: a real sandbox, a clock that stands still, codes from a seed."""

from __future__ import annotations

import random
import shutil
import string
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

from textual.pilot import Pilot

import models.services.codes as codes
from models import Espace, MailboxSession, PendingCode, VoterSession, toulouse_election
from tests.models.clocks import MORNING, HandClock
from tests.screens.kiosk_setting import KioskSetting, kiosk_app
from tests.tui.reading import lines_of, text_of, until
from tests.tui.sandbox import write
from tui.app import EspaceApp
from tui.profiles import Profile
from tui.screens.base import EspaceScreen

DATABASE = "demonstration.sqlite"
SOURCE = "démonstration"
VOTER_PASSWORD = "Cassis7Lauragais"
NUMENS = {
    "fdupont": "16E0501234ABC",
    "jobriendarc": "16E9812345DEF",
    "hcazenave": "16E9900123PQR",
    "kbenali": "31E0700042MNO",
}


@contextmanager
def seeded_codes(seed: int = 2014) -> Iterator[None]:
    """Make the same codes and links each time."""
    chance = random.Random(seed)
    signs = string.ascii_letters + string.digits
    source = SimpleNamespace(
        randbelow=chance.randrange,
        token_urlsafe=lambda _: "".join(chance.choice(signs) for _ in range(43)),
    )
    real, codes.secrets = codes.secrets, source  # type: ignore[attr-defined, assignment]  # the seed takes its place
    try:
        yield
    finally:
        codes.secrets = real  # type: ignore[attr-defined]  # put back


def fill_template(directory: Path) -> None:
    """Make a sandbox with the sample people, for others to be copied from."""
    directory.mkdir(parents=True)
    with seeded_codes():
        espace = Espace(toulouse_election(f"sqlite:///{directory / DATABASE}"), HandClock())
        espace.migrate(sandbox=True)
        espace.fill_sandbox()
        espace.close()


@dataclass
class Stage:
    """An application on a sandbox, and what a scene does on it."""

    app: EspaceApp
    espace: Espace
    clock: HandClock
    database: Path
    pilot: Pilot[None]

    async def opens(self, route: str, **arguments: object) -> None:
        """Open a screen and wait until it is there and has its answers."""
        self.app.go(route, **arguments)
        await self.arrives(route)

    async def arrives(self, route: str) -> None:
        """Wait until a screen is there and has its answers."""

        def there() -> bool:
            screen = self.app.screen
            return isinstance(screen, EspaceScreen) and screen.route == route and not screen.working

        await until(self.pilot, there)
        await self.pilot.pause()

    async def presses(self, *keys: str) -> None:
        """Press keys one after the other."""
        await self.pilot.press(*keys)

    async def writes(self, *texts: str) -> None:
        """Fill the field under the cursor, and those after it."""
        for number, text in enumerate(texts):
            if number:
                await self.presses("tab")
            if text:
                await write(self.pilot, text)

    async def reads(self, words: str) -> None:
        """Wait until words stand on the screen."""
        await until(self.pilot, lambda: words in " ".join(text_of(self.app).split()))
        await self.pilot.pause()

    def opens_mailbox(self, user_name: str = "fdupont") -> MailboxSession:
        """Open somebody's mailbox in this visit."""
        mailbox = self.espace.open_mailbox(user_name, NUMENS[user_name], source=SOURCE)
        self.app.visit.mailbox = mailbox
        return mailbox

    def creates_account(self, address: str) -> PendingCode:
        """Create an account in this visit, and send its mail."""
        pending = self.espace.create_account(
            address,
            VOTER_PASSWORD,
            VOTER_PASSWORD,
            mailbox=self.app.visit.mailbox,
            source=SOURCE,
        )
        self.espace.send_waiting_mail()
        self.app.visit.pending = pending
        return pending

    def signs_in(self) -> VoterSession:
        """Sign Karim Benali in to his voter space."""
        session = self.espace.sign_in(
            "karim.benali@ac-toulouse.fr", "Pastel9Cassoulet", source=SOURCE
        )
        self.app.visit.voter = session
        return session

    def lines(self) -> list[str]:
        """Return the lines of the screen."""
        return lines_of(self.app)


@asynccontextmanager
async def staged(
    template: Path,
    directory: Path,
    *,
    at: datetime = MORNING,
    size: tuple[int, int] = (80, 24),
    theme: str = "light",
    demo: bool = False,
    kiosk: KioskSetting | None = None,
) -> AsyncIterator[Stage]:
    """Open an application on a copy of the template, at a moment that stands still."""
    shutil.copytree(template, directory)
    election = toulouse_election(f"sqlite:///{directory / DATABASE}")
    clock = HandClock(at)
    espace = Espace(election, clock)
    profile = Profile(name="demo" if demo else "terminal", source=SOURCE, demo=demo)
    terminal = {"TERM": "linux" if theme == "console" else "xterm-256color"}
    app = (
        EspaceApp(election, clock, profile, lambda: espace, environment=terminal)
        if kiosk is None
        else kiosk_app(kiosk, election, espace, terminal)
    )
    with seeded_codes():
        async with app.run_test(size=size) as pilot:
            if kiosk is None or not kiosk.away:
                await app.opened_espace()
            app.theme = theme
            await pilot.pause()
            yield Stage(app, espace, clock, directory / DATABASE, pilot)
    espace.close()
