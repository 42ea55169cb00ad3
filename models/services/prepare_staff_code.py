"""Making the staff code of a kiosk, and the hash of it that the election file holds."""

from __future__ import annotations

import secrets

from models.administration_refusals import StaffCodeWeak
from models.data.words import french_words
from models.rules.codes import make_code, show_code
from models.rules.staff_codes import compared_staff_code, staff_code_fault
from models.services.people import facts_of
from models.services.use_case import UseCase


class MakeStaffCode(UseCase):
    """Makes a code that nobody has to invent; reaches no database."""

    def __call__(self) -> str:
        """Return a fresh code as it is shown, `BCDFG-HJKLM`: 43 bits (security.md)."""
        return show_code(make_code(secrets.randbelow))


class HashStaffCode(UseCase):
    """Makes the line of the election file out of a code; reaches no database."""

    def __call__(self, code: str) -> str:
        """Return the Argon2id hash of a staff code, for `staff_code_hash` of `[kiosk]`.

        Args:
            code: As typed; see `compared_staff_code` for what of it counts.

        Raises:
            StaffCodeWeak: It is too short, too long or too easy to guess.
            Unavailable: The machine's slots for hashes cannot be used.
        """
        facts = facts_of(self.context, "", None)
        if fault := staff_code_fault(code, facts=facts, words=french_words()):
            raise StaffCodeWeak(fault)
        return self.context.hashes.make(compared_staff_code(code))
