"""Mails that a visit has left: a kiosk has them sent while it waits for the next person."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import DatabaseUnavailable, Espace, SystemClock
from tests.models.mail_servers import with_smtp
from tests.models.mails_to_send import address, post_mails
from tests.tui.conftest import OpenSandbox
from tui.application.opening import Opening
from tui.hosts.reports import Reports
from tui.hosts.visits_before import VisitsBefore
from tui.kiosk.host import election_opener
from tui.kiosk.reporting import KioskReporting


@pytest.fixture
def reports() -> Iterator[Reports]:
    """Reports that nobody reads."""
    reading, writing = os.pipe()
    yield Reports(writing)
    os.close(reading)


async def senders_started(open_sandbox: OpenSandbox, reports: Reports, *, due: bool) -> int:
    """Return how many senders a kiosk starts that stands by, on an election with a mail server."""
    started: list[None] = []
    election = with_smtp(open_sandbox().espace.election, 9)
    espace = Espace(election, SystemClock(), start_sender=lambda: started.append(None))
    if due:
        post_mails(espace, [address(1)])
    opening = Opening(lambda: espace)
    await opening.open()
    reporting = KioskReporting(opening, "hall", VisitsBefore(), reports, lambda error: "")
    assert await reporting.report()
    await reporting.send_left_over()
    espace.close()
    return len(started)


async def test_a_mail_that_is_left_over_starts_a_sender(
    open_sandbox: OpenSandbox, reports: Reports
) -> None:
    assert await senders_started(open_sandbox, reports, due=True) == 1


async def test_an_unforeseen_error_is_recorded_once_and_ends_no_visit(
    open_sandbox: OpenSandbox, reports: Reports
) -> None:
    def fail() -> None:
        raise ValueError("nobody has foreseen it")

    election = with_smtp(open_sandbox().espace.election, 9)
    espace = Espace(election, SystemClock(), start_sender=fail)
    post_mails(espace, [address(1)])
    opening = Opening(lambda: espace)
    await opening.open()
    recorded: list[str] = []

    def journal(error: Exception) -> str:
        recorded.append(type(error).__name__)
        return "ABCD1234"

    reporting = KioskReporting(opening, "hall", VisitsBefore(), reports, journal)
    await reporting.send_left_over()
    await reporting.send_left_over()
    assert recorded == ["ValueError"]
    espace.close()


def test_a_database_that_stays_away_uses_up_no_descriptor(
    open_sandbox: OpenSandbox, tmp_path: Path
) -> None:
    """A kiosk out of service tries again every ten seconds, for a night perhaps."""
    election = with_smtp(open_sandbox().espace.election, 9)
    database = election.database.changed(url=f"sqlite:///{tmp_path / 'away.sqlite'}")
    away = election.changed(database=database)
    open_election = election_opener(tmp_path / "election.toml", away, SystemClock())
    gc.collect()  # what other tests have left open is not closed in the middle of this one

    def try_again() -> int:
        with pytest.raises(DatabaseUnavailable):
            open_election()
        return len(os.listdir("/proc/self/fd"))

    assert try_again() == [try_again() for _ in range(20)][-1]


async def test_without_a_mail_that_is_due_none_is_started(
    open_sandbox: OpenSandbox, reports: Reports
) -> None:
    assert await senders_started(open_sandbox, reports, due=False) == 0
