"""The board's host to open: a factory, because an application is opened by its test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

import pytest

from models import SAMPLE_PASSPHRASES, Espace, MemberFile, TravelClock
from tests.models.clocks import MORNING, HandClock, paris
from tests.models.notices.rolls import make as make_notices
from tests.models.services.vote.board import PASSPHRASES
from tests.tui.bureau.bureau import Bureau, few
from tests.tui.kiosk.kiosk import HandSeconds
from tests.tui.sandbox import DATABASE, SOURCE, election_in
from tui.bureau.app import BureauApp
from tui.visit.profiles import Profile, bureau_profile

BEFORE = paris("2014-11-20 14:00")
"""A week before the vote."""
Ground = Literal["boardless", "bare", "keyed", "sealed", "noticed", "polled"]


class OpenBureau(Protocol):
    def __call__(
        self,
        *,
        ground: Ground = ...,
        at: datetime | None = ...,
        term: str = ...,
        profile: Profile | None = ...,
    ) -> Bureau: ...


@pytest.fixture(autouse=True)
def no_sticks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Find no stick of the machine that runs the tests."""
    monkeypatch.setattr("models.services.board.sticks.MOUNTS", ())


@pytest.fixture(scope="session")
def keyed(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sandbox of three scrutins whose board has its keys, not sealed yet."""
    directory = tmp_path_factory.mktemp("keyed") / "sandbox"
    shutil.copytree(filled, directory)
    espace = Espace(few(directory), HandClock(BEFORE))
    paths = espace.administration.share_files()
    paths[0].parent.mkdir()
    files = [MemberFile(path, typed) for path, typed in zip(paths, PASSPHRASES, strict=True)]
    espace.board.make_keys(files, source=SOURCE)
    espace.close()
    return directory


@pytest.fixture(scope="session")
def noticed(keyed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the notices of the sample people: nothing is missing for the seal."""
    folder = tmp_path_factory.mktemp("noticed")
    directory = folder / "sandbox"
    shutil.copytree(keyed, directory)
    espace = Espace(few(directory), HandClock(BEFORE))
    espace.vote.load_credentials(make_notices(espace, folder / "notices").public, source=SOURCE)
    espace.close()
    return directory


@pytest.fixture(scope="session")
def polled(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sandbox of three scrutins in which people have voted: eleven ballots in each urn."""
    directory = tmp_path_factory.mktemp("polled") / "sandbox"
    shutil.copytree(filled, directory)
    espace = Espace(few(directory), HandClock())
    espace.administration.prepare_vote()
    espace.administration.fill_urns()
    espace.close()
    return directory


@pytest.fixture
def open_bureau(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[OpenBureau]:
    """Return a factory of the board's hosts, each on a copy of a sandbox.

    « bare » has a board without keys, « keyed » its keys, both of three scrutins a week before the
    vote; « noticed » can be sealed; « sealed » is sealed, at the
    demonstration's moment; « polled » is sealed with ballots in
    three scrutins.
    """
    espaces: list[Espace] = []

    def make(
        *,
        ground: Ground = "sealed",
        at: datetime | None = None,
        term: str = "xterm-256color",
        profile: Profile | None = None,
    ) -> Bureau:
        directory = tmp_path / f"bureau{len(espaces)}"
        name = ground if ground in {"keyed", "sealed", "noticed", "polled"} else "filled"
        shutil.copytree(request.getfixturevalue(name), directory)
        sealed = ground == "sealed"
        election = election_in(directory, voting=True) if sealed else few(directory)
        if ground == "boardless":
            election = election.changed(board=None)
        voting = sealed or ground == "polled"
        clock, seconds = TravelClock(at or (MORNING if voting else BEFORE)), HandSeconds()
        espace = Espace(election, clock)
        espaces.append(espace)
        app = BureauApp(
            election,
            clock,
            profile or bureau_profile("poste du bureau"),
            lambda: espace,
            environment={"TERM": term, "COLORTERM": "truecolor"},
            elapsed=seconds,
        )
        passphrases = dict.fromkeys(("keyed", "noticed"), PASSPHRASES).get(
            ground, SAMPLE_PASSPHRASES if voting else ()
        )
        return Bureau(app, espace, directory / DATABASE, seconds, passphrases, tmp_path / "media")

    yield make
    for espace in espaces:
        espace.close()
