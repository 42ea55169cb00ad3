"""A helpdesk for a demonstration: its staff, and a search that finds the sample people."""

from __future__ import annotations

from contextlib import suppress

from models.context import Context
from models.data.samples.staff import SAMPLE_STAFF
from models.errors import StaffNameRefused
from models.services.administration.migration import require_sandbox
from models.services.administration.sandbox import SOURCE
from models.services.desk.indexing import refresh_search
from models.services.desk.staff import list_staff, make_account


def fill_helpdesk(context: Context) -> None:
    """Give a demonstration its staff and the index of its search; what it has already stays.

    Raises:
        NotASandbox: The database is a real one, where a password that all know opens nothing.
    """
    require_sandbox(context)
    known = {member.name for member in list_staff(context)}
    for one in SAMPLE_STAFF:
        if one.name not in known:
            with suppress(StaffNameRefused):  # another helpdesk has begun at the same time
                make_account(
                    context, one.name, one.role, one.password, must_change=False, source=SOURCE
                )
    refresh_search(context)
