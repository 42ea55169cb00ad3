"""Where the screens are made by which a demonstration is led."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.visit.routes import Route

DEMO_ROUTES: Mapping[Route, str] = {
    "demo_calendar": "tui.demo.screens.calendar:DemoCalendar",
    "demo_mails": "tui.demo.screens.mails:DemoMails",
    "demo_people": "tui.demo.screens.people:DemoPeople",
}
