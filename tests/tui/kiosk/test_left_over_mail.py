"""Mails that a visit has left: a kiosk has them sent while it waits for the next person."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from models import Espace, SystemClock
from tests.models.mail_servers import with_smtp
from tests.models.mails_to_send import address, post_mails
from tests.tui.conftest import OpenSandbox
from tui.application.opening import Opening
from tui.hosts.reports import Reports
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
    reporting = KioskReporting(opening, "hall", (), reports, lambda error: "")
    assert await reporting.report()
    await reporting.send_left_over()
    espace.close()
    return len(started)


async def test_a_mail_that_is_left_over_starts_a_sender(
    open_sandbox: OpenSandbox, reports: Reports
) -> None:
    assert await senders_started(open_sandbox, reports, due=True) == 1


async def test_without_a_mail_that_is_due_none_is_started(
    open_sandbox: OpenSandbox, reports: Reports
) -> None:
    assert await senders_started(open_sandbox, reports, due=False) == 0
