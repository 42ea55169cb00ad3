"""F1 in the application de vote: texts of the catalogue's group « vote_help »."""

from __future__ import annotations

from tui.help.page import pages_of

_SAID = (
    "vote_help.said.final",
    "vote_help.said.nobody_reads",
    "vote_help.said.lost",
    "vote_help.said.never_told",
    "vote_help.said.tracker_help",
    "vote_help.said.verifying",
)

VOTE_TOPICS = pages_of(
    "vote_help",
    *("vote_access", "identifier", "vote_ballot", "vote_list", "vote_confirmation"),
    *("vote_receipt", "ballot_check", "results", "scrutin_result", "seat_reasons"),
    *("tracker",),
    said=_SAID,
)
