"""F1 on the board's screens: texts of the catalogue's group « bureau »."""

from __future__ import annotations

from tui.help.page import pages_of

_SAID = (
    "bureau.said.stick",
    "bureau.said.never",
    "bureau.said.forgotten",
    "bureau.said.destroyed",
)

BUREAU_TOPICS = pages_of(
    "bureau",
    *("bureau_overview", "bureau_presence", "share_file", "passphrase"),
    *("bureau_rehearsal", "ballots", "bureau_keys", "bureau_keys_turn", "stick"),
    *("bureau_passphrase", "passphrase_again", "bureau_keys_made", "bureau_trial"),
    *("bureau_trial_urn", "bureau_trial_opening", "bureau_trial_result"),
    said=_SAID,
)
