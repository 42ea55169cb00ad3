"""Where the screens of the board are made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.visit.routes import Route

BUREAU_ROUTES: Mapping[Route, str] = {
    "bureau_overview": "tui.bureau.screens.overview:BureauOverview",
    "bureau_seal": "tui.bureau.screens.seal:BureauSeal",
    "bureau_days": "tui.bureau.screens.days:BureauDays",
    "bureau_lists": "tui.bureau.screens.lists:BureauLists",
    "bureau_incident": "tui.bureau.screens.incident:BureauIncident",
    "bureau_closing": "tui.bureau.screens.closing:BureauClosing",
    "bureau_count": "tui.bureau.screens.count:BureauCount",
    "bureau_result": "tui.bureau.screens.result:BureauResult",
    "bureau_lot": "tui.bureau.screens.lot:BureauLot",
    "bureau_minutes": "tui.bureau.screens.minutes:BureauMinutes",
    "scrutin_result": "tui.screens.results.scrutin:ScrutinResultPage",
    "seat_reasons": "tui.screens.results.reasons:SeatReasons",
    "ballot_check": "tui.screens.vote.check:BallotCheck",
    "bureau_presence": "tui.bureau.screens.presence:BureauPresence",
    "bureau_rehearsal": "tui.bureau.screens.rehearsal:BureauRehearsal",
    "bureau_keys": "tui.bureau.screens.keys:BureauKeys",
    "bureau_keys_turn": "tui.bureau.screens.keys_turn:BureauKeysTurn",
    "bureau_keys_made": "tui.bureau.screens.keys_made:BureauKeysMade",
    "bureau_trial": "tui.bureau.screens.trial:BureauTrial",
    "bureau_trial_urn": "tui.bureau.screens.trial_urn:BureauTrialUrn",
    "bureau_trial_opening": "tui.bureau.screens.trial_opening:BureauTrialOpening",
    "bureau_trial_result": "tui.bureau.screens.trial_result:BureauTrialResult",
}
