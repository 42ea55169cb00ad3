"""The sandbox: made, filled, begun again, deleted; never over a real database."""

from __future__ import annotations

import fcntl
import tempfile
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread
from time import monotonic

import pytest

from models import (
    SAMPLE_PEOPLE,
    AwaitingConfirmation,
    Espace,
    NotASandbox,
    SystemClock,
    TravelClock,
)
from tests.models.clocks import MORNING, PARIS
from tui.demo.sandbox import LOCK, PREFIX, Sandbox, clear_abandoned, fill, sandbox_election


@pytest.fixture(autouse=True)
def own_temporary_directory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def test_it_is_deleted_to_the_last_file(tmp_path: Path) -> None:
    sandbox = Sandbox(MORNING)
    sandbox.open()
    assert sandbox.directory is not None
    assert oct(sandbox.directory.stat().st_mode)[-3:] == "700"
    sandbox.delete()
    assert list(tmp_path.glob(f"{PREFIX}*")) == []


def test_starting_over_gives_everything_back_as_it_was(tmp_path: Path) -> None:
    sandbox = Sandbox(MORNING)
    espace = sandbox.open()
    mailbox = espace.mailbox.open("fdupont", "16E0501234ABC", source="test")
    espace.mailbox.change_password(mailbox, "Tilleul-5-rond", "Tilleul-5-rond", source="test")
    sandbox.clock.travel(MORNING + timedelta(days=7))
    espace = sandbox.open()
    assert espace.mailbox.open("fdupont", "16E0501234ABC", source="test").numen_in_use
    assert abs(espace.clock.now() - MORNING) < timedelta(minutes=2)
    assert len(list(tmp_path.glob(f"{PREFIX}*"))) == 1
    sandbox.delete()


def test_what_a_killed_demonstration_left_is_cleared_and_a_living_one_is_not(
    tmp_path: Path,
) -> None:
    living = Sandbox(MORNING)
    living.open()
    dead = tmp_path / f"{PREFIX}dead"
    dead.mkdir()
    (dead / "in-use").touch()
    clear_abandoned()
    assert list(tmp_path.glob(f"{PREFIX}*")) == [living.directory]
    living.delete()


def test_it_refuses_a_database_that_is_there_already(tmp_path: Path) -> None:
    real = Espace(sandbox_election(tmp_path), SystemClock())
    real.administration.migrate()
    with pytest.raises(NotASandbox):
        fill(tmp_path, TravelClock(MORNING))
    with pytest.raises(NotASandbox):
        real.administration.fill_sandbox()
    real.close()


@pytest.mark.parametrize(
    "start",
    [
        datetime(2014, 9, 1, tzinfo=PARIS),
        datetime(2014, 9, 22, tzinfo=PARIS),
        datetime(2014, 12, 4, 16, 30, tzinfo=PARIS),
        datetime(2015, 6, 1, tzinfo=PARIS),
    ],
)
def test_it_can_start_at_any_moment(start: datetime) -> None:
    sandbox = Sandbox(start)
    espace = sandbox.open()
    assert espace.administration.verify_audit().first_fault is None
    for person in SAMPLE_PEOPLE:
        mailbox = espace.mailbox.open(person.user_name, person.numen, source="test")
        assert mailbox.address == person.address
    sandbox.clock.travel(MORNING.replace(month=12, day=4, hour=16))
    with pytest.raises(AwaitingConfirmation):
        espace.account.sign_in("ines.fabre@ac-toulouse.fr", "Camelia4Tarbes", source="test")
    active = espace.account.sign_in(
        "karim.benali@ac-toulouse.fr", "Pastel9Cassoulet", source="test"
    )
    assert active.person.first_name == "Karim"
    sandbox.delete()


def test_a_sandbox_that_another_program_clears_away_as_it_is_made_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = fcntl.flock

    def late(descriptor: int, operation: int) -> None:
        monkeypatch.setattr(fcntl, "flock", lock)
        clear_abandoned()
        lock(descriptor, operation)

    sandbox = Sandbox(MORNING)
    monkeypatch.setattr(fcntl, "flock", late)
    sandbox.open()
    assert sandbox.directory is not None
    assert [*tmp_path.iterdir()] == [sandbox.directory]
    assert (sandbox.directory / LOCK).exists(), "nobody would clear it away"
    sandbox.delete()
    assert [*tmp_path.iterdir()] == []


def test_it_goes_even_if_it_is_written_to_meanwhile() -> None:
    sandbox = Sandbox(MORNING)
    sandbox.open()
    directory = sandbox.directory
    assert directory is not None
    stops = monotonic() + 0.2

    def write() -> None:
        number = 0
        while monotonic() < stops:
            number += 1
            with suppress(OSError):
                (directory / f"file-{number}").touch()

    writer = Thread(target=write)
    writer.start()
    sandbox.delete()
    writer.join()
    assert not directory.exists()


def test_what_a_killed_deletion_has_left_is_cleared_too(tmp_path: Path) -> None:
    left = tmp_path / f"{PREFIX}half"
    left.mkdir()
    (left / "demonstration.sqlite").touch()
    clear_abandoned()
    assert not left.exists()
