"""Where the screens of the board are made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.visit.routes import Route

BUREAU_ROUTES: Mapping[Route, str] = {
    "bureau_overview": "tui.bureau.screens.overview:BureauOverview",
    "bureau_presence": "tui.bureau.screens.presence:BureauPresence",
}
