"""Whether an election has a helpdesk at all: each visit asks once, and imports nothing more."""

from __future__ import annotations

from models.context import Context
from models.tables.staff import StaffMember


def has_open_account(context: Context) -> bool:
    """Tell whether anybody of the helpdesk has an account that is not closed.

    It reads no more than one column: a kiosk's role may read no other.
    """
    with context.connection():
        return bool(StaffMember.select().where(StaffMember.disabled_at.is_null()).exists())
