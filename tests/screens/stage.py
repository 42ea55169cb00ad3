"""A stage for a screen: a real sandbox, a still clock, codes and references from a seed."""

from __future__ import annotations

import random
import shutil
import string
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

from textual.pilot import Pilot

import models.services.accounts.codes as codes
from models import Espace, sample_named
from tests.models.clocks import MORNING, HandClock
from tests.screens.kiosk_setting import KioskSetting, kiosk_app
from tests.tui.bureau.bureau import few
from tests.tui.desk.pictures import drawn
from tests.tui.idle import whole_idleness
from tests.tui.sandbox import DATABASE, Sandbox, election_in, fill_sandbox, seal_sandbox
from tui.application.app import EspaceApp
from tui.bureau.app import BureauApp
from tui.demo.by_heart import ByHeart
from tui.desk.app import DeskApp
from tui.logs.troubles import Troubles
from tui.ssh.app import SessionApp
from tui.visit.profiles import Profile, bureau_profile, desk_profile

SOURCE = "démonstration"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""Of an authenticator that nobody has."""


class StagedApp(EspaceApp):
    """A visit whose clock stands still, the demonstration's screens among its own."""

    routes = SessionApp.routes
    demonstration = SimpleNamespace(by_heart=ByHeart(), sample=sample_named())
    """Of which the screens ask for people and passwords: nobody has changed one."""
    guest = SimpleNamespace(room=None, ask=print, group_only=False)
    """Of which a trainer's screen asks who is there."""


@contextmanager
def seeded_codes(seed: int = 2014) -> Iterator[None]:
    """Make the same codes, links and references each time."""
    chance = random.Random(seed)
    signs = string.ascii_letters + string.digits
    source = SimpleNamespace(
        randbelow=chance.randrange,
        token_urlsafe=lambda _: "".join(chance.choice(signs) for _ in range(43)),
    )
    real, codes.secrets = codes.secrets, source  # type: ignore[attr-defined, assignment]  # the seed takes its place
    try:
        with (
            patch("tui.logs.troubles.make_reference", lambda: f"{chance.getrandbits(32):08X}"),
            patch("tui.screens.asking.TROUBLES", Troubles()),
            patch("models.services.board.sticks.MOUNTS", ()),  # this machine's are no picture's
            patch("models.services.desk.authenticators.make_secret", lambda: SECRET),
            patch("tui.screens.reading.UNREAD", 0.0),  # who plays a scene reads at once
            patch("tui.screens.vote.calm.CALM", 0.0),
        ):
            yield
    finally:
        codes.secrets = real  # type: ignore[attr-defined]  # put back


def fill_template(directory: Path) -> None:
    """Make a sandbox with the sample people, for others to be copied from."""
    directory.mkdir(parents=True)
    with seeded_codes():
        fill_sandbox(directory)


def sealed_template(template: Path) -> Path:
    """Return a template whose people vote, made from another one the first time."""
    sealed = template.with_name("sealed")
    if not sealed.exists():
        making = template.with_name("being-sealed")
        shutil.copytree(template, making)
        seal_sandbox(making)
        making.rename(sealed)
    return sealed


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
    desk: bool = False,
    bureau: bool = False,
    voting: bool = False,
) -> AsyncIterator[tuple[Sandbox, Pilot[None]]]:
    """Open an application on a copy of the template, at a moment that stands still.

    The sandbox and its pilot are what the scenes take.
    """
    shutil.copytree(sealed_template(template) if voting else template, directory)
    election = election_in(directory, voting=voting)
    if bureau and not voting:
        election = few(directory)
    clock = HandClock(at)
    espace = Espace(election, clock)
    profile = Profile(name="demo" if demo else "terminal", source=SOURCE, demo=demo)
    terminal = {"TERM": "linux" if theme == "console" else "xterm-256color"}
    app: EspaceApp
    if desk:
        place = desk_profile("poste 4")
        app = DeskApp(
            election,
            clock,
            place,
            lambda: espace,
            pictures=drawn(),
            environment=terminal,
        )
    elif bureau:
        place = profile if demo else bureau_profile("poste du bureau")
        app = BureauApp(election, clock, place, lambda: espace, environment=terminal)
    elif kiosk is not None:
        app = kiosk_app(kiosk, election, espace, terminal)
    else:
        app = StagedApp(election, clock, profile, lambda: espace, environment=terminal)
    with seeded_codes(), whole_idleness():
        async with app.run_test(size=size) as pilot:
            if kiosk is None or not kiosk.away:
                await app.opened_espace()
            app.theme = theme
            await pilot.pause()
            yield Sandbox(app, espace, directory / DATABASE), pilot
    espace.close()
