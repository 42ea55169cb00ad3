"""What helps the board from the seal to the minutes: the group « bureau_days »."""

from __future__ import annotations

from tui.help.page import pages_of

_SAID = (
    "bureau_days.said.who",
    "bureau_days.said.found_here",
    "bureau_days.said.no_ballot",
)

BUREAU_DAYS_TOPICS = pages_of(
    "bureau_days",
    *("bureau_seal", "bureau_days", "bureau_lists", "bureau_incident"),
    *("bureau_closing", "bureau_count", "bureau_result", "bureau_lot"),
    *("bureau_minutes", "stick_folder", "incident", "incident_scrutin"),
    *("lists_folder",),
    said=_SAID,
)
