"""A helpdesk to open: a factory, because an application is opened by its test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

import pytest

from models import Espace, StaffRole, TravelClock, toulouse_election
from tests.models.clocks import MORNING, HandClock
from tests.models.desk.staff_members import comes
from tests.tui.desk.desk import Desk
from tests.tui.desk.pictures import drawn
from tests.tui.kiosk.kiosk import HandSeconds
from tests.tui.sandbox import DATABASE, fill_sandbox
from tui.desk.app import DeskApp
from tui.visit.profiles import desk_profile


class OpenDesk(Protocol):
    def __call__(
        self,
        *,
        at: datetime = ...,
        term: str = ...,
        totp: Literal["optional", "required"] = ...,
    ) -> Desk: ...


@pytest.fixture(scope="session")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sandbox with a helpdesk: two agents, a supervisor, the search indexed."""
    directory = tmp_path_factory.mktemp("staffed")
    fill_sandbox(directory)
    espace = Espace(toulouse_election(f"sqlite:///{directory / DATABASE}"), HandClock())
    for name, role in (
        ("durand", StaffRole.AGENT),
        ("petit", StaffRole.AGENT),
        ("chef", StaffRole.SUPERVISOR),
    ):
        comes(espace, name, role)
    espace.desk.refresh_search()
    espace.close()
    return directory


@pytest.fixture
def open_desk(staffed: Path, tmp_path: Path) -> Iterator[OpenDesk]:
    """Return a factory of helpdesks, each on a copy of the sandbox."""
    espaces: list[Espace] = []

    def make(
        *,
        at: datetime = MORNING,
        term: str = "xterm-256color",
        totp: Literal["optional", "required"] = "optional",
    ) -> Desk:
        directory = tmp_path / f"desk{len(espaces)}"
        shutil.copytree(staffed, directory)
        election = toulouse_election(f"sqlite:///{directory / DATABASE}")
        election = election.changed(desk=election.desk.changed(totp=totp))
        clock, seconds = TravelClock(at), HandSeconds()
        espace = Espace(election, clock)
        espaces.append(espace)
        app = DeskApp(
            election,
            clock,
            desk_profile("poste 4"),
            lambda: espace,
            pictures=drawn(),
            environment={"TERM": term, "COLORTERM": "truecolor"},
            elapsed=seconds,
        )
        return Desk(app, espace, directory / DATABASE, seconds)

    yield make
    for espace in espaces:
        espace.close()
