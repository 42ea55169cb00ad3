"""Kiosks of an election that stays, each on a copy of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest

from tests.architecture.installation import InstalledProgram
from tests.journeys.election import prepare_election
from tests.journeys.kiosk.borne import STANDBY, Borne, kiosk_surroundings
from tests.journeys.kiosk.path import ROLL
from tests.journeys.kiosk.settings import set_in
from tests.journeys.terminal import Terminal
from tests.private_memory import watched
from tests.tui.without_powers import held_back

ALONE = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
"""An environment in which the program need not start anew."""


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an election, its database and one person, the roll thrown away."""
    folder = tmp_path_factory.mktemp("prepared")
    prepare_election(folder, *ROLL)
    (folder / "roll.csv").unlink()
    return folder


class MakeConfig(Protocol):
    def __call__(self, **settings: object) -> Path: ...


@pytest.fixture
def make_config(prepared: Path, home: Path) -> MakeConfig:
    """Return a function that copies the election, with settings of the kiosk; returns its file."""

    def make(**settings: object) -> Path:
        return copied_election(prepared, home, **settings)

    return make


def copied_election(prepared: Path, home: Path, **settings: object) -> Path:
    """Copy an election to a home, with settings of the kiosk; return its file."""
    shutil.copy(prepared / "election.toml", home)
    shutil.copytree(prepared / "donnees", home / "donnees")
    config = home / "election.toml"
    set_in(config, "logs", directory=str(home / "journaux"))
    set_in(config, "kiosk", name="salle-12", **settings)
    return config


@pytest.fixture(scope="module")
def lasting_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home directory of the kiosk that a module shares."""
    return tmp_path_factory.mktemp("lasting")


@pytest.fixture(scope="module")
def lasting(program: InstalledProgram, prepared: Path, lasting_home: Path) -> Iterator[Borne]:
    """One kiosk for the tests of a module that leave it on standby.

    Starting one costs two seconds of a core, a visit a tenth of that.
    """
    config = copied_election(prepared, lasting_home)
    command = watched(program.command, "kiosk", "--config", config)
    environment = kiosk_surroundings(lasting_home)
    with Terminal(command, environment=environment, folder=lasting_home) as terminal:
        borne = Borne(terminal)
        borne.waits()
        yield borne


class StartKiosk(Protocol):
    def __call__(
        self,
        config: Path,
        *,
        term: str = ...,
        size: tuple[int, int] = ...,
        script: str = ...,
        program: InstalledProgram | None = ...,
        standing: str = ...,
        looked_into: bool = ...,
    ) -> Borne: ...


@pytest.fixture
def start_kiosk(program: InstalledProgram, home: Path) -> Iterator[StartKiosk]:
    """Return a function that starts the installed program's kiosk and waits for its screen.

    A `script` is Python that breaks something first; it is run as the program runs itself.
    The test can look into its processes, which its account could not otherwise; if it asks not to,
    they have the powers of an ordinary account, so that others of that account are their equals.
    """
    installed = program
    with ExitStack() as opened:

        def run(
            config: Path,
            *,
            term: str = "xterm-256color",
            size: tuple[int, int] = (80, 24),
            script: str = "",
            program: InstalledProgram | None = None,
            standing: str = STANDBY,
            looked_into: bool = True,
        ) -> Borne:
            used = program or installed
            begin = [used.python, "-IB", "-c", script] if script else [used.command]
            command = [*map(str, begin), "kiosk", "--config", str(config)]
            columns, lines = size
            terminal = opened.enter_context(
                Terminal(
                    watched(*command) if looked_into else held_back(command),
                    environment=ALONE if script else kiosk_surroundings(home, term),
                    folder=home,
                    columns=columns,
                    lines=lines,
                )
            )
            terminal.wait_for(standing)
            borne = Borne(terminal)
            borne.is_guarded()
            return borne

        yield run
        for log in sorted((home / "journaux").glob("*")):  # read by whoever finds the test failed
            print(log.read_text("utf-8", "replace"))
