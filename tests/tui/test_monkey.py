"""Thousands of random keys, pastes, clicks and resizes: nothing ends the program but QUITTEZ."""

from __future__ import annotations

import shutil
import tempfile
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from textual.pilot import Pilot

from models import SAMPLE_PEOPLE, Espace, Sample, TravelClock, toulouse_election
from tests.journeys.keys import KEYS, paste
from tests.models.clocks import MORNING
from tests.tui.keyboard import Keyboard
from tui.application.app import EspaceApp
from tui.demo.app import DemoApp
from tui.demo.sandbox import Sandbox, fill, sandbox_election
from tui.screens.base import EspaceScreen

SEEDS = [
    (1, 1_000, 6),
    *(pytest.param(seed, 2_000, 6, marks=pytest.mark.soak) for seed in range(2, 6)),
]
"""Seeds, how many events are sent of each, and the screens that it reaches at least."""

ODD_TEXTS = (
    *(
        "",
        " ",
        "[/]",
        "[red]Mme [Martin]",
        "é" * 200,
        "e\u0301",
        "\u202eabc",
        "👩‍🏫" * 9,
        "\x00\x1b[31m",
    ),
    *(
        "\ud83d",
        "a\r\nb\tc",
        "x" * 10_000,
        "BCDFG-HJKLM",
        "bcdfg\nhjklm",
        "\uff10\uff16@ac-toulouse.fr",
    ),
    "https://www.education.gouv.fr/electionspro2014/confirmation?jeton=" + "A" * 43,
)
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789éèàçù'-.@_ "
PASSWORD = "Genievre8Lauragais"
HOME = (KEYS["escape"],) * 4
"""Esc, pressed until the first screen is reached."""


def written(text: str) -> str:
    """Return a text as a terminal could send it."""
    return text.encode("utf-8", "replace").decode()


@dataclass(frozen=True, slots=True, repr=False)
class Action:
    """Something done at the terminal, by a short name.

    Attributes:
        parts: What the terminal sends for it, and waits for an answer after each.
        size: Columns and lines that the terminal has from then on.
    """

    name: str
    parts: tuple[str, ...]
    size: tuple[int, int] | None = None

    def __repr__(self) -> str:
        """Return the name: a report lists forty of them."""
        return self.name


def errands() -> list[Action]:
    """Return whole ways of the path, which single keys would hardly ever find."""
    clear = KEYS["ctrl+u"]
    ways: list[tuple[str, ...]] = []
    for person in SAMPLE_PEOPLE:
        access = f"{clear}{person.address}\t{clear}{person.voter_password or PASSWORD}\r"
        ways += [
            ("1", f"{clear}{person.user_name}\t{clear}{person.numen}\r", "\t\t\t", "\r", "\r"),
            ("3", access, "\r"),
            ("2", f"{clear}{person.address}\t{PASSWORD}\t{PASSWORD}\r", "\r"),
        ]
    return [Action(f"errand {number}", HOME + way) for number, way in enumerate(ways)]


PRESSES = [Action(name, (data,)) for name, data in KEYS.items()]
PRESSES += [Action(letter, (letter,)) for letter in "123lLtTaAvVrRcCsSpPéÀœ€0 @.;"]
ONWARD = [Action(name, (KEYS[name],)) for name in ("enter", "tab", "escape", "space")]
PASTES = [Action(f"paste {n}", (paste(written(text)),)) for n, text in enumerate(ODD_TEXTS)]
ERRANDS = errands()


def click(random: Random) -> Action:
    column, row = random.randint(1, 130), random.randint(1, 50)
    return Action(f"click {column} {row}", (f"\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m",))


def resize(random: Random) -> Action:
    columns, lines = random.randint(1, 140), random.randint(1, 50)
    return Action(f"resize {columns} {lines}", (), (columns, lines))


def typing(random: Random) -> Action:
    text = "".join(random.choices(LETTERS, k=random.randint(5, 40)))
    return Action(f"type {text}", (text,))


def one_of(random: Random) -> Action:
    """Return something to do: often a step onward, sometimes a whole errand."""
    kind = random.random()
    if kind < 0.03:
        return resize(random)
    if kind < 0.08:
        return click(random)
    if kind < 0.33:
        return typing(random)
    chosen = (
        ERRANDS if kind < 0.37 else PASTES if kind < 0.42 else ONWARD if kind < 0.6 else PRESSES
    )
    return random.choice(chosen)


@pytest.fixture(scope="module")
def template() -> Iterator[Path]:
    """A filled sandbox, copied for each application."""
    with tempfile.TemporaryDirectory() as directory:
        fill(Path(directory), TravelClock(MORNING)).close()
        yield Path(directory)


@pytest.fixture
def quick_sandbox(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copy the filled sandbox instead of filling another one, where no other program clears."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def copied(directory: Path, clock: TravelClock, sample: Sample | None = None) -> Espace:
        shutil.copytree(template, directory, dirs_exist_ok=True)
        return Espace(sandbox_election(directory, sample), clock)

    monkeypatch.setattr("tui.demo.sandbox.fill", copied)


@pytest.fixture
def unforeseen(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """What would only have been journalled and said to the person."""
    errors: list[BaseException] = []

    def keep(app: EspaceApp, error: BaseException) -> str:
        errors.append(error)
        return "00000000"

    monkeypatch.setattr(EspaceApp, "journal_error", keep)
    return errors


class Monkey:
    """Sits at one program after the other, and knows what it has done.

    Attributes:
        events: How many keys, pastes, clicks and resizes it has sent.
        last: The last things that it did, for the report of a fault.
        screens: Names of the screens that it has seen.
    """

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self.events = 0
        self.last: deque[Action] = deque(maxlen=40)
        self.screens: set[str] = set()

    async def play(self, most: int) -> None:
        """Open the program, and act until so many events are sent or it is quit."""
        sandbox = Sandbox(MORNING)
        app = DemoApp(toulouse_election(), sandbox, environment={"TERM": "xterm-256color"})
        try:
            async with app.run_test(size=(80, 24)) as pilot:
                keyboard = Keyboard(app)
                await app.opened_espace()
                while self.events < most and not app._exit:
                    for _ in range(self._random.randint(1, 12)):
                        await self._act(app, keyboard, pilot)
                    await self._look(app, pilot)
        finally:
            sandbox.delete()

    async def _act(self, app: EspaceApp, keyboard: Keyboard, pilot: Pilot[None]) -> None:
        action = one_of(self._random)
        self.last.append(action)
        if action.size is not None:
            keyboard.resize(*action.size)
            self.events += 1
        for part in action.parts:
            self.events += keyboard.send(part)
            if len(action.parts) > 1:
                await self._look(app, pilot)

    async def _look(self, app: EspaceApp, pilot: Pilot[None]) -> None:
        """Note the screen, and wait for the answer that it waits for."""
        await pilot.pause()
        screen = app.screen
        self.screens.add(type(screen).__name__)
        while isinstance(screen, EspaceScreen) and screen.working and not app._exit:
            await pilot.pause()
            screen = app.screen


@pytest.mark.parametrize(("seed", "events", "screens"), SEEDS)
@pytest.mark.usefixtures("quick_sandbox")
async def test_no_key_ends_the_program_but_quitting(
    unforeseen: list[BaseException], seed: int, events: int, screens: int
) -> None:
    monkey = Monkey(seed)
    while monkey.events < events:
        await monkey.play(events)
    assert unforeseen == [], f"after {monkey.events} events: {list(monkey.last)}"
    assert len(monkey.screens) >= screens, monkey.screens
