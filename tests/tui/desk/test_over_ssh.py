"""A helpdesk whose agent is elsewhere: it locks, it ends, it shows what its host says."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.tui.desk.conftest import OpenDesk
from tests.tui.desk.desk import Desk, enter
from tests.tui.reading import text_of
from tests.tui.sandbox import appeared, arrived
from tui.application.timing import Limits
from tui.hosts.reports import Reports
from tui.ssh.assistance.remote_desk import RemoteDesk
from tui.ssh.messages import Line, pair
from tui.ssh.room_messages import FROM_SESSION, TO_SESSION, Say

IDLE = 3600.0


@dataclass
class Away:
    """A desk, and its host's ends of what leads to it."""

    desk: Desk
    line: Line
    reports: int

    @property
    def reported(self) -> list[str]:
        return os.read(self.reports, 1 << 12).decode().split("\n")[:-1]


@pytest.fixture
def away(open_desk: OpenDesk) -> Iterator[Away]:
    """A helpdesk over SSH, which does not run yet."""
    desk = open_desk()
    ours, theirs = pair(FROM_SESSION, TO_SESSION)
    theirs.never_wait()
    reading, writing = os.pipe()
    limits = Limits(idle=IDLE, warning=0)
    RemoteDesk(desk.desk_app, Reports(writing), theirs, limits, elapsed=desk.seconds)
    yield Away(desk, ours, reading)
    for end in (ours, theirs):
        end.close()
    for descriptor in (reading, writing):
        os.close(descriptor)


async def test_it_locks_as_on_a_terminal_and_ends_long_after(away: Away) -> None:
    desk = away.desk
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await enter(desk, pilot)
        desk.seconds.pass_by(300)
        desk.desk_app.lock_if_idle()
        await arrived(desk, pilot, "desk_lock")
        desk.seconds.pass_by(IDLE - 301)
        desk.app.look_at_time()
        assert desk.app.farewell == ""
        desk.seconds.pass_by(1)
        desk.app.look_at_time()
        assert "Aucune touche pendant 1 heure" in desk.app.farewell
    assert away.reported == ["ready", "ended idle"]


async def test_a_key_keeps_the_session(away: Away) -> None:
    desk = away.desk
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await enter(desk, pilot)
        desk.seconds.pass_by(IDLE - 1)
        await pilot.press("a")
        desk.seconds.pass_by(IDLE - 1)
        desk.app.look_at_time()
        assert desk.app.farewell == ""
        assert "Êtes-vous encore là" not in text_of(desk.app)


async def test_what_the_host_says_is_above_every_screen(away: Away) -> None:
    desk = away.desk
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await enter(desk, pilot)
        away.line.send(Say("Le serveur s'arrête dans 5 minutes."))
        await appeared(desk, pilot, "Le serveur s'arrête dans 5 minutes.")
        desk.seconds.pass_by(300)
        desk.desk_app.lock_if_idle()
        await arrived(desk, pilot, "desk_lock")
        await appeared(desk, pilot, "Le serveur s'arrête dans 5 minutes.")


async def test_a_fault_is_said_by_the_host_alone(away: Away) -> None:
    desk = away.desk
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await enter(desk, pilot)
        desk.app.say_fault("0A1B2C3D")
        assert desk.app.farewell == ""
    assert "fault 0A1B2C3D" in away.reported
