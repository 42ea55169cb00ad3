"""F1 of the demonstration and of the room: texts of the group « demo »."""

from __future__ import annotations

from tui.help.page import pages_of

DEMO_TOPICS = pages_of(
    "demo",
    *("demo_calendar", "demo_people", "demo_mails", "demo_board", "room"),
)
