"""What helps who answers the telephone: texts of the catalogue's group « desk »."""

from __future__ import annotations

from tui.help.page import pages_of

_SAID = (
    "desk.said.never",
    "desk.said.unknown",
    "desk.said.kept",
)

DESK_TOPICS = pages_of(
    "desk",
    *("desk_sign_in", "desk_password", "desk_authenticator"),
    *("desk_authenticator_in_use", "desk_search", "desk_person", "desk_caller"),
    *("desk_act", "desk_picture", "desk_follow", "desk_history", "desk_spelling"),
    *("desk_ending", "desk_call_back", "desk_requests", "desk_board", "desk_lock"),
    said=_SAID,
)
