"""What each kind of machine may do on a database server: the least that its work needs.

The administrator's role owns the tables. A kiosk that is taken over neither rewrites the
audit chain nor empties a table; a sender sees no account.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from models.storage.dialect import PRIVILEGES

Rights = Mapping[str, frozenset[str]]
"""Privileges by table."""


class Machine(StrEnum):
    """A kind of machine besides the administrator's."""

    KIOSK = "kiosk"
    SENDER = "sender"
    DESK = "desk"


def _rights(**letters: str) -> Rights:
    """Return privileges by table, from the first letters of `PRIVILEGES`."""
    return {
        table: frozenset(name for name in PRIVILEGES if name[0] in letters[table])
        for table in letters
    }


RIGHTS: Mapping[Machine, Rights] = {
    Machine.KIOSK: _rights(
        schema_migration="S",
        installation="S",
        elector="S",
        scrutin="S",
        roll_entry="S",
        voter_account="SIU",
        account_request="SIUD",
        confirmation_code="SIU",
        waiting_mail="SIU",
        mailbox="SU",
        mailbox_message="SIUD",
        mailbox_opening="SI",
        throttle="SIU",
        recent_act="SID",
        audit_event="SI",
        audit_head="SU",
        kiosk="SIU",
        kiosk_visits="SIU",
        followed_visit="SIUD",
        address_change="S",
        vote_election="S",
        public_credential="S",
        notice_link="S",
        scrutin_key="S",
        vote_seal="S",
        urn_ballot="I",
        signature="SI",
        closed_urn="S",
        scrutin_count="S",
        drawn_lot="S",
    ),
    Machine.DESK: _rights(
        schema_migration="S",
        installation="S",
        elector="S",
        scrutin="S",
        roll_entry="S",
        voter_account="SD",
        account_request="SD",
        confirmation_code="SIU",
        waiting_mail="SIU",
        mailbox="SU",
        mailbox_message="SI",
        mailbox_opening="S",
        throttle="SIU",
        recent_act="SID",
        audit_event="SI",
        audit_head="SU",
        staff_member="SU",
        search_word="S",
        search_place="S",
        search_common="S",
        search_school="S",
        searched_person="S",
        desk_call="SIUD",
        desk_request="SIU",
        followed_visit="SUD",
        address_change="SIU",
        vote_election="S",
        scrutin_key="S",
        vote_seal="S",
    ),
    Machine.SENDER: _rights(
        schema_migration="S",
        installation="S",
        audit_event="S",
        waiting_mail="SU",
    ),
}

READ_COLUMNS: Mapping[Machine, Mapping[str, tuple[str, ...]]] = {
    Machine.KIOSK: {
        "notice": ("elector_id", "number", "state"),
        "staff_member": ("disabled_at",),
        "urn_ballot": ("credential", "scrutin_id", "tracker"),
    },
}
"""Columns that a machine may read of tables whose other ones it may not."""

UPDATED_COLUMNS: Mapping[Machine, Mapping[str, tuple[str, ...]]] = {
    Machine.KIOSK: {"address_change": ("ended_at", "state", "waits_for")},
    Machine.DESK: {
        "elector": ("mail",),
        "voter_account": ("password_hash", "state", "version"),
    },
}
"""Columns that a machine may change of tables whose other ones it may not."""
