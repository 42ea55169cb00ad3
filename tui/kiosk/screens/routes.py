"""Where the screens are made that a kiosk has besides those of a visit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.visit.routes import Route

KIOSK_ROUTES: Mapping[Route, str] = {
    "kiosk_standby": "tui.kiosk.screens.standby:Standby",
    "kiosk_out_of_service": "tui.kiosk.screens.out_of_service:OutOfService",
    "kiosk_staff": "tui.kiosk.screens.staff:StaffPage",
}
