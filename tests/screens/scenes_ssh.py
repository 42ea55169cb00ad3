"""What leads to the screen of those who lead a room."""

from __future__ import annotations

from datetime import timedelta

from textual.pilot import Pilot

from models import SystemClock
from tests.models.clocks import paris
from tests.screens.stage import StagedApp
from tests.tui.sandbox import Sandbox, opened
from tui.ssh.room_messages import Here, Room, Seen

GROUP = "K7M4"
REACH = "-p 2222 {user}@salle-2"
HALF_A_MINUTE = timedelta(seconds=30)


def seen(number: int, minutes: int, *, terminal: str, here: Here | None, code: str = "") -> Seen:
    """Return what is seen of a session that began so many minutes ago."""
    begun = SystemClock().now() - timedelta(minutes=minutes) - HALF_A_MINUTE
    group = GROUP if number != 4 else ""
    viewers = 3 if code else 0
    return Seen(
        number, begun, terminal, "192.0.2.7", here, group, code, viewers, trains=number == 1
    )


def people() -> list[Seen]:
    """Return the sessions of a room, of people who are at different screens."""
    now, vote = paris("2014-11-28 09:30"), paris("2014-12-02 14:00")
    return [
        seen(1, 72, terminal="xterm-256color", here=Here("room", 0, 80, 24, now)),
        seen(2, 14, terminal="putty", here=Here("webmail_login", 1, 80, 24, now)),
        seen(3, 13, terminal="xterm", here=Here("account_creation", 2, 120, 36, now), code="W3TR"),
        seen(4, 12, terminal="linux", here=Here("confirmation", 2, 100, 37, now)),
        seen(5, 9, terminal="rxvt-unicode", here=Here("scrutins", 3, 80, 24, vote)),
        seen(6, 0, terminal="tmux-256color", here=None),
    ]


async def leads_a_room(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    app = sandbox.app
    assert isinstance(app, StagedApp)
    app.guest.room = Room(GROUP, REACH, people())
    await opened(sandbox, pilot, "room")
    await pilot.press("down", "down")
