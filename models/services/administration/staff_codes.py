"""Making the staff code of a kiosk, and the hash of it that the election file holds."""

from __future__ import annotations

import secrets

from models.context import Context
from models.data.words import french_words
from models.errors import WeakStaffCode
from models.rules.codes import make_code, show_code
from models.rules.staff_codes import compared_staff_code, staff_code_fault
from models.services.shared.people import facts_of


def make_staff_code(context: Context) -> str:
    """Return a fresh code as it is shown, `BCDFG-HJKLM`: 43 bits, and no walk over the keys."""
    while True:
        code = show_code(make_code(secrets.randbelow))
        if _fault(context, code) is None:
            return code


def hash_staff_code(context: Context, code: str) -> str:
    """Return the Argon2id hash of a staff code, for `staff_code_hash` of `[kiosk]`.

    Opens no database.

    Args:
        context: The election.
        code: As typed; see `compared_staff_code` for what of it counts.

    Raises:
        WeakStaffCode: It is too short, too long or too easy to guess.
        Unavailable: The machine's slots for hashes cannot be used.
    """
    if fault := _fault(context, code):
        raise WeakStaffCode(reason=fault)
    return context.hashes.make(compared_staff_code(code))


def _fault(context: Context, code: str) -> str | None:
    facts = facts_of(context, "", None)
    return staff_code_fault(code, facts=facts, words=french_words())
