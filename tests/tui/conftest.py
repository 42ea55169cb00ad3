"""An application to open, and the screen to read.

`open_app` is a factory: the test opens the application itself, because
`run_test` in a fixture loses the context variables.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import pytest

from models import Election, Espace, TravelClock, toulouse_election
from tests.journeys.terminal import Terminal
from tests.models.clocks import MORNING
from tests.tui.idle import whole_idleness
from tests.tui.no_espace import no_espace
from tests.tui.routes import SAMPLE, SAMPLE_FORM
from tests.tui.sandbox import (
    DATABASE,
    Sandbox,
    election_in,
    fill_sandbox,
    seal_sandbox,
    with_long_waits,
)
from tests.tui.source_terminal import FORM, afresh, leave_by_key, shown, source_terminal
from tui.application.app import EspaceApp
from tui.visit.profiles import Profile

KIOSK = Profile(name="test", source="terminal:test")
SANDBOX = Profile(name="demo", source="demo", demo=True)


class OpenApp(Protocol):
    def __call__(
        self,
        *,
        at: datetime = ...,
        profile: Profile = ...,
        term: str = ...,
        open_espace: Callable[[], Espace] = ...,
    ) -> EspaceApp: ...


@pytest.fixture(scope="session")
def election() -> Election:
    return toulouse_election()


@pytest.fixture
def open_app(election: Election, monkeypatch: pytest.MonkeyPatch) -> OpenApp:
    """Return a factory of applications, with a sample form among the screens."""
    monkeypatch.setattr(EspaceApp, "routes", {**EspaceApp.routes, SAMPLE: SAMPLE_FORM})

    def make(
        *,
        at: datetime = MORNING,
        profile: Profile = KIOSK,
        term: str = "xterm-256color",
        open_espace: Callable[[], Espace] = no_espace,
    ) -> EspaceApp:
        environment = {"TERM": term, "COLORTERM": "truecolor"}
        return EspaceApp(election, TravelClock(at), profile, open_espace, environment=environment)

    return make


@pytest.fixture(scope="session")
def state_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the journals of a worker's tests are."""
    return tmp_path_factory.mktemp("state")


@pytest.fixture(autouse=True)
def journal(monkeypatch: pytest.MonkeyPatch, state_directory: Path) -> None:
    """Keep the journal of the tests away from the person's, each test's in a place of its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(state_directory / uuid4().hex))


@pytest.fixture(autouse=True)
def read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a page read as soon as it stands: the pilot presses Enter faster than a person."""
    monkeypatch.setattr("tui.screens.reading.UNREAD", 0.0)
    monkeypatch.setattr("tui.screens.vote.calm.CALM", 0.0)


@pytest.fixture(autouse=True)
def idle_once_all_is_done() -> Iterator[None]:
    """Have the pilot wait for what is still on its way when the machine gave the tests no core."""
    with whole_idleness():
        yield


class OpenSandbox(Protocol):
    def __call__(
        self,
        *,
        at: datetime = ...,
        term: str = ...,
        long_waits: bool = ...,
        voting: bool = ...,
        profile: Profile = ...,
        changed: Callable[[Election], Election] = ...,
    ) -> Sandbox: ...


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with a sandbox and its keys, filled at the demonstration's moment."""
    directory = tmp_path_factory.mktemp("filled")
    fill_sandbox(directory)
    return directory


@pytest.fixture(scope="session")
def sealed(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, sealed: its people vote."""
    directory = tmp_path_factory.mktemp("sealed") / "sandbox"
    shutil.copytree(filled, directory)
    seal_sandbox(directory)
    return directory


@pytest.fixture
def open_sandbox(
    filled: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[OpenSandbox]:
    """Return a factory of applications on a copy of the sandbox."""
    espaces: list[Espace] = []

    def make(
        *,
        at: datetime = MORNING,
        term: str = "xterm-256color",
        long_waits: bool = False,
        voting: bool = False,
        profile: Profile = SANDBOX,
        changed: Callable[[Election], Election] = lambda election: election,
    ) -> Sandbox:
        directory = tmp_path / f"sandbox{len(espaces)}"
        shutil.copytree(request.getfixturevalue("sealed") if voting else filled, directory)
        election = changed(election_in(directory, voting=voting))
        if long_waits:
            election = with_long_waits(election)
        clock = TravelClock(at)
        espace = Espace(election, clock)
        espaces.append(espace)
        environment = {"TERM": term, "COLORTERM": "truecolor"}
        app = EspaceApp(election, clock, profile, lambda: espace, environment=environment)
        return Sandbox(app, espace, directory / DATABASE)

    yield make
    for espace in espaces:
        espace.close()


@pytest.fixture(scope="module")
def lasting_form() -> Iterator[Terminal]:
    """A program in a terminal for all the tests of a module that do not end it: F10 does."""
    with source_terminal(*FORM) as terminal:
        shown(terminal)
        yield terminal
        assert leave_by_key(terminal) == 0


@pytest.fixture
def form(lasting_form: Terminal) -> Terminal:
    """The sample form in a terminal, empty, in a visit of its own."""
    return afresh(lasting_form)
