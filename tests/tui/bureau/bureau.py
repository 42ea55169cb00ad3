"""The board's host under test, and what its members do in front of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from textual.pilot import Pilot

from models import SAMPLE_BOARD, Election, Presence
from tests.models.services.vote.board import SCRUTINS
from tests.tui.kiosk.kiosk import HandSeconds
from tests.tui.reading import until
from tests.tui.sandbox import Sandbox, arrived, election_in, fill
from tui.bureau.app import BureauApp

OPENING = (1, 3, 4)
"""Numbers of members who may open the urns together."""


@dataclass
class Bureau(Sandbox):
    """The board's application on a sandbox; its seconds can be moved.

    Attributes:
        passphrases: Of the members whose files `files` returns; none without keys.
        sticks: A folder in which a test makes those of the members.
    """

    seconds: HandSeconds
    passphrases: tuple[str, ...]
    sticks: Path

    @property
    def bureau_app(self) -> BureauApp:
        return cast(BureauApp, self.app)

    @property
    def files(self) -> list[Path]:
        """Where the shares of the members are, in the order of their numbers."""
        return self.espace.administration.share_files()

    def presence(self, number: int) -> Presence:
        """Return what a member gets who shows who they are."""
        content = self.files[number - 1].read_bytes()
        return self.espace.board.recognise(content, self.passphrases[number - 1])

    def seat(self, *numbers: int) -> tuple[Presence, ...]:
        """Let members be there without having them type."""
        for number in numbers:
            self.bureau_app.sitting.come(self.presence(number))
        return tuple(self.bureau_app.sitting.present)

    def stick(self, number: int) -> Path:
        """Return the folder of a member's stick."""
        folder = self.sticks / f"CLE{number}"
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def few(directory: Path) -> Election:
    """Return a sandbox with a board and three scrutins of four lists: each costs work."""
    election = election_in(directory, voting=True)
    lists = election.scrutin("CAPA-eps").lists_file
    scrutins = tuple(
        one.changed(lists_file=lists) for one in election.scrutins if one.code in SCRUTINS
    )
    return election.changed(board=SAMPLE_BOARD, scrutins=scrutins)


async def at_overview(bureau: Bureau, pilot: Pilot[None]) -> None:
    """Wait until the first page says how far the board is."""
    await bureau.app.opened_espace()
    await arrived(bureau, pilot, "bureau_overview")
    await until(pilot, lambda: any(sign in bureau.words for sign in "✓●○"))


async def come(bureau: Bureau, pilot: Pilot[None], number: int) -> None:
    """Have a member type where their file is, and their passphrase, on the page for it."""
    before = len(bureau.bureau_app.sitting.present)
    bureau.screen.field("share_file").input.focus()
    await pilot.pause()
    await fill(pilot, str(bureau.files[number - 1]), bureau.passphrases[number - 1])
    await pilot.press("enter")
    await until(pilot, lambda: len(bureau.bureau_app.sitting.present) > before)
    await until(pilot, lambda: not bureau.screen.working)


async def press(bureau: Bureau, pilot: Pilot[None], name: str = "primary") -> None:
    """Press a button, wherever it is on the page."""
    bureau.screen.set_focus(bureau.screen.query_one(f"#{name}"))
    await pilot.press("enter")
