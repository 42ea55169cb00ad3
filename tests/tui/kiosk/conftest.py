"""A kiosk to open: a factory, because an application is opened by its test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Literal, Protocol

import pytest

from models import EndedVisit, Espace, TravelClock, toulouse_election
from models.services.kiosk.staff_code import HOST_TRIES
from tests.models.clocks import MORNING
from tests.tui.kiosk.kiosk import STAFF_CODE, ElectionOpener, HandSeconds, Kiosk
from tests.tui.sandbox import DATABASE, with_long_waits
from tui.hosts.reports import Reports
from tui.hosts.visits_before import VisitsBefore
from tui.kiosk.app import KioskApp
from tui.visit.profiles import kiosk_profile


class OpenKiosk(Protocol):
    def __call__(
        self,
        *,
        ended: EndedVisit | None = ...,
        reference: str = ...,
        unsaved: Sequence[EndedVisit] = ...,
        at: datetime = ...,
        term: str = ...,
        layout: Literal["normal", "large"] = ...,
        away: bool = ...,
        code: bool = ...,
        long_waits: bool = ...,
    ) -> Kiosk: ...


@pytest.fixture(scope="session")
def staff_code_hash(filled: Path) -> str:
    """The hash of the staff's code, made once."""
    espace = Espace(toulouse_election(f"sqlite:///{filled / DATABASE}"), TravelClock(MORNING))
    made = espace.administration.hash_staff_code(STAFF_CODE)
    espace.close()
    return made


@pytest.fixture(autouse=True)
def no_tries_before() -> None:
    """Begin without the tries that another test has left in the host's memory."""
    HOST_TRIES.reset()


@pytest.fixture
def open_kiosk(filled: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[OpenKiosk]:
    """Return a factory of kiosks, each on a copy of the sandbox."""
    kiosks: list[Kiosk] = []

    @cache
    def code_hash() -> str:
        made: str = request.getfixturevalue("staff_code_hash")
        return made

    def make(
        *,
        ended: EndedVisit | None = None,
        reference: str = "",
        unsaved: Sequence[EndedVisit] = (),
        at: datetime = MORNING,
        term: str = "xterm-256color",
        layout: Literal["normal", "large"] = "normal",
        away: bool = False,
        code: bool = False,
        long_waits: bool = False,
    ) -> Kiosk:
        directory = tmp_path / f"kiosk{len(kiosks)}"
        shutil.copytree(filled, directory)
        election = toulouse_election(f"sqlite:///{directory / DATABASE}")
        section = election.kiosk.changed(
            name="salle-12", staff_code_hash=code_hash() if code else None
        )
        election = election.changed(kiosk=section)
        if long_waits:
            election = with_long_waits(election)
        clock = TravelClock(at)
        espace = Espace(election, clock)
        opener = ElectionOpener(espace, away)
        elapsed = HandSeconds()
        reading, writing = os.pipe()
        os.set_blocking(reading, False)
        app = KioskApp(
            election,
            clock,
            kiosk_profile("salle-12", large=layout == "large"),
            opener,
            Reports(writing),
            VisitsBefore(ended, reference, tuple(unsaved)),
            environment={"TERM": term},
            elapsed=elapsed,
        )
        for end in (reading, writing):
            request.addfinalizer(partial(os.close, end))
        kiosks.append(Kiosk(app, espace, directory / DATABASE, opener, elapsed, reading))
        return kiosks[-1]

    yield make
    for kiosk in kiosks:
        kiosk.espace.close()
