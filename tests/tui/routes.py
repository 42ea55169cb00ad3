"""The screens of every application by their names, and the sample form's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from tui.bureau.screens.routes import BUREAU_ROUTES
from tui.demo.app import DemoApp
from tui.desk.screens.routes import DESK_ROUTES
from tui.kiosk.screens.routes import KIOSK_ROUTES
from tui.screens.routes import ELSEWHERE, VISIT_ROUTES
from tui.ssh.app import SessionApp
from tui.visit.routes import Route

MAIL_ELSEWHERE: set[Route] = {*ELSEWHERE, "demo_mails"} - {*VISIT_ROUTES}
"""Screens that only an election has whose mails are read in another program."""
EVERY: Mapping[Route, str] = {
    **VISIT_ROUTES,
    **KIOSK_ROUTES,
    **DemoApp.routes,
    **SessionApp.routes,
    **DESK_ROUTES,
    **BUREAU_ROUTES,
}
ROUTES = {route: place for route, place in EVERY.items() if route not in MAIL_ELSEWHERE}

SAMPLE = cast(Route, "sample")
LIST = cast(Route, "list")
SAMPLE_FORM = "tests.tui.sample_form:SampleForm"
