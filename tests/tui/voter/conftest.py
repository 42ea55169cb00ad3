"""One filled sandbox a session, a copy of it a test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Protocol

import pytest

from models import Espace, TravelClock, toulouse_election
from tests.tui.conftest import SANDBOX, VOTE_OPEN
from tests.tui.voter.sandbox import Sandbox
from tui.app import EspaceApp

NAME = "demonstration.sqlite"


class OpenSandbox(Protocol):
    def __call__(self, *, at: datetime = ..., term: str = ...) -> Sandbox: ...


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with a sandbox and its keys, filled at the demonstration's moment."""
    directory = tmp_path_factory.mktemp("filled")
    election = toulouse_election(f"sqlite:///{directory / NAME}")
    espace = Espace(election, TravelClock(VOTE_OPEN))
    espace.migrate(sandbox=True)
    espace.fill_sandbox()
    espace.close()
    return directory


@pytest.fixture
def open_sandbox(filled: Path, tmp_path: Path) -> Iterator[OpenSandbox]:
    """Return a factory of applications on a copy of the sandbox."""
    houses: list[Espace] = []

    def make(*, at: datetime = VOTE_OPEN, term: str = "xterm-256color") -> Sandbox:
        directory = tmp_path / f"sandbox{len(houses)}"
        shutil.copytree(filled, directory)
        election = toulouse_election(f"sqlite:///{directory / NAME}")
        clock = TravelClock(at)
        espace = Espace(election, clock)
        houses.append(espace)
        app = EspaceApp(election, clock, SANDBOX, lambda: espace, environment={"TERM": term})
        return Sandbox(app, espace, clock, directory / NAME)

    yield make
    for house in houses:
        house.close()
