"""Nothing that comes through the keyboard's line gets past the kiosk."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.kiosk.attacks import CONTROL_BYTES, FAMILIES, HIGH_BYTES
from tests.journeys.kiosk.borne import STANDBY, Borne
from tests.journeys.traffic import clipboard_texts
from tui.driver.input_filter import QUIET

MEGABYTE = 1_000_000
LEAVES = "\x1b[21~"
OWN = {"election.sqlite", "election.sqlite-wal", "election.sqlite-shm"}


@pytest.fixture
def borne(lasting: Borne, lasting_home: Path) -> Iterator[Borne]:
    """A kiosk; afterwards it still runs, alone, and has written nothing but its own.

    The next visit has a log open for a moment, to report the one that has ended.
    """
    borne, home = lasting, lasting_home
    borne.waits()
    before = files_of(home) | files_of(Path("/"), deep=False)
    host = borne.host
    yield borne
    borne.terminal.wait_until(lambda: is_alone(borne, host), "the host, a visit and a guardian")
    borne.terminal.wait_until(lambda: names_of(borne.written_files()) <= OWN, "no other open file")
    assert borne.terminal.process.poll() is None
    after = files_of(home) | files_of(Path("/"), deep=False)
    assert {place.name for place in after - before} <= OWN | logs_of(home)
    assert clipboard_texts(bytes(borne.terminal.output)) == []


def is_alone(borne: Borne, host: int) -> bool:
    """Return whether a kiosk has one visit, one guardian and no other process beside its host."""
    visits, guardians = borne.visits, borne.guardians
    return len(visits) == len(guardians) == 1 and {*borne.processes} == {host, *visits, *guardians}


def names_of(places: set[str]) -> set[str]:
    return {Path(place).name for place in places}


def files_of(folder: Path, *, deep: bool = True) -> set[Path]:
    return set(folder.rglob("*") if deep else folder.iterdir())


def logs_of(home: Path) -> set[str]:
    return {"journaux"} | {entry.name for entry in (home / "journaux").glob("*")}


def comes_back(borne: Borne) -> None:
    """Leave whatever visit may be open: standby is there, and the next visit opens.

    A paste without an end takes what follows with it until nothing has come for a while.
    """
    borne.terminal.settle(2 * QUIET)
    if "ARRÊT DE LA BORNE" in borne.terminal.words:  # one of the keys was the staff's
        borne.terminal.press("escape")
    elif STANDBY not in borne.terminal.words:
        borne.quits()
    borne.waits()
    visitor = borne.opens()
    visitor.opens_the_webmail()
    visitor.terminal.type("fdupont")
    visitor.reads("fdupont")
    borne.quits()


def send(borne: Borne, data: bytes) -> None:
    """Send bytes as fast as the terminal takes them, reading what comes meanwhile."""
    os.set_blocking(borne.terminal._keyboard, False)
    while data:
        try:
            data = data[os.write(borne.terminal._keyboard, data[:4096]) :]
        except BlockingIOError:
            borne.terminal.read(0.01)
    os.set_blocking(borne.terminal._keyboard, True)


def at_a_field(borne: Borne) -> None:
    """Open a field in which one types: the user name of the webmail."""
    borne.opens().opens_the_webmail()


def test_no_control_byte_leaves_a_visit(borne: Borne) -> None:
    at_a_field(borne)
    (visit,) = borne.visits
    for byte in CONTROL_BYTES:
        send(borne, bytes([byte]) * 3)
        borne.terminal.settle()
        assert borne.visits == [visit], f"{byte:#04x}"
    comes_back(borne)


def test_bytes_of_no_letter_leave_nothing(borne: Borne) -> None:
    send(borne, HIGH_BYTES + CONTROL_BYTES)
    comes_back(borne)
    at_a_field(borne)
    (visit,) = borne.visits
    send(borne, HIGH_BYTES)
    borne.terminal.settle()
    assert borne.visits == [visit]
    comes_back(borne)


@pytest.mark.parametrize("family", FAMILIES)
def test_no_sequence_leaves_or_opens_anything(borne: Borne, family: str) -> None:
    for sequence in FAMILIES[family]:
        send(borne, sequence.encode())
        borne.terminal.read(0.02)
    comes_back(borne)
    at_a_field(borne)
    for sequence in FAMILIES[family]:
        if sequence != LEAVES:
            send(borne, sequence.encode())
            borne.terminal.read(0.02)
    comes_back(borne)


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.soak) for seed in (1, 2))]
)
def test_a_megabyte_of_random_bytes_is_survived(borne: Borne, seed: int) -> None:
    send(borne, random.Random(seed).randbytes(MEGABYTE))
    comes_back(borne)


def test_what_is_typed_between_two_visits_reaches_neither(borne: Borne) -> None:
    at_a_field(borne)
    before = borne.visits
    send(borne, (LEAVES + "Camelia4Tarbes\r" * 20).encode())
    borne.terminal.wait_until(lambda: borne.visits not in ([], before), "another process")
    borne.terminal.settle()
    assert "Camelia" not in borne.terminal.text
    comes_back(borne)


def test_the_screen_follows_a_terminal_that_changes(borne: Borne) -> None:
    at_a_field(borne)
    for size in ((120, 40), (60, 20), (20, 5), (80, 24)):
        borne.terminal.resize(*size)
        borne.terminal.settle()
    borne.terminal.wait_for("Nom d'utilisateur")
    comes_back(borne)
