"""A kiosk on the Linux console, at the demonstration's moment: its screens as pictures."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyte

from models import Espace, TravelClock, election_template, load_election
from tests.journeys.election import HEADER
from tests.journeys.kiosk.borne import STANDBY, Borne
from tests.journeys.kiosk.path import NUMEN, ROLL, VOTER_PASSWORD
from tests.journeys.kiosk.settings import set_in
from tests.journeys.leftovers import wait_for_the_last_process
from tests.journeys.terminal import Terminal
from tests.models.clocks import MORNING
from tests.screens.console_picture import picture_of

CONSOLE = {"TERM": "linux", "LANG": "C.UTF-8"}
SIGNS = {"kept": "[x]", "pointer": ">"}

STANDING_STILL = f"""
from datetime import datetime
import models
moment = datetime.fromisoformat({MORNING.isoformat()!r})
models.SystemClock.now = lambda self: moment
from tui.cli import main
main()
"""
"""The kiosk with a clock that stands still, so that its pictures are the same each time."""


NAMES = ("borne-attente-console", "borne-creation-console", "borne-scrutins-console")
"""Of the pictures, in the order in which the screens come."""


@dataclass(frozen=True, slots=True)
class ConsoleScreen:
    """One screen of the console.

    Attributes:
        name: Of the picture.
        svg: The picture.
        text: Its lines.
    """

    name: str
    svg: str
    text: str


def console_screens(texts: Mapping[str, str] | None = None) -> Iterator[ConsoleScreen]:
    """Go the leaflet's way on the console, and return its screens on the way.

    Args:
        texts: What each screen has to say, by its name: it is waited for. Without them a screen
            is taken once nothing more comes.
    """
    standby, creation, scrutins = NAMES
    with tempfile.TemporaryDirectory() as folder, _kiosk(Path(folder)) as borne:
        yield _screen(borne, standby, texts)
        visitor = borne.opens(**SIGNS)
        visitor.opens_the_webmail()
        visitor.signs_in_to_the_webmail("cdelmas", NUMEN)
        visitor.keeps_the_first_password()
        visitor.goes_on("Continuer : créez votre compte électeur")
        visitor.goes_to_field("Mot de passe électeur")
        visitor.terminal.type(VOTER_PASSWORD)
        visitor.reads("[x] difficile à deviner")
        yield _screen(borne, creation, texts)
        visitor.presses("tab")
        visitor.terminal.type(VOTER_PASSWORD)
        visitor.reads("[x] les deux saisies sont identiques")
        visitor.presses("enter")
        visitor.reads("UN MAIL VOUS A ÉTÉ ADRESSÉ")
        visitor.opens_the_mail()
        visitor.clicks_on_the_link()
        visitor.sees_scrutins("CTM", "CTA", "CAPN", "CAPA")
        yield _screen(borne, scrutins, texts)
        borne.quits()


@contextmanager
def _kiosk(folder: Path) -> Iterator[Borne]:
    config = _election(folder)
    command = [sys.executable, "-IB", "-c", STANDING_STILL, "kiosk", "--config", str(config)]
    with Terminal(command, environment=CONSOLE, folder=folder) as terminal:
        terminal.wait_for(STANDBY, "F12 Personnel")
        yield Borne(terminal)
    wait_for_the_last_process(folder)


def _election(folder: Path) -> Path:
    """Prepare the leaflet's election, with one person on its roll, and return its file."""
    config = folder / "election.toml"
    config.write_text(election_template(), encoding="utf-8")
    set_in(config, "logs", directory=str(folder / "journaux"))
    espace = Espace(load_election(config), TravelClock(MORNING))
    espace.administration.migrate()
    roll = folder / "roll.csv"
    roll.write_text("\n".join([HEADER, *ROLL, ""]), encoding="utf-8")
    espace.administration.import_roll(roll, source="pictures")
    espace.close()
    return config


def _screen(borne: Borne, name: str, texts: Mapping[str, str] | None) -> ConsoleScreen:
    terminal = borne.terminal
    terminal.settle()
    if texts is not None:
        terminal.wait_until(lambda: terminal.text + "\n" == texts[name], f"the text of {name}")
    screen = pyte.Screen(80, 24)
    pyte.ByteStream(screen).feed(bytes(terminal.output))
    return ConsoleScreen(name, picture_of(screen), terminal.text + "\n")
