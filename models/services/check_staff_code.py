"""Letting the staff out of a kiosk, be the database there or not."""

from __future__ import annotations

from contextlib import suppress

from models.errors import Unavailable
from models.refusals import MustWait, StaffCodeMissing, StaffCodeRefused
from models.rules.staff_codes import compared_staff_code
from models.rules.throttling import NO_WAIT
from models.services.audit_trail import record
from models.services.tries import ReservedTry, reserve_staff_try, take_back
from models.services.unsaved_tries import HOST_TRIES
from models.services.use_case import UseCase

ACT = "staff_code"
NOBODY = ""
"""Who stands in the audit event: the staff of a kiosk has no names."""


class CheckStaffCode(UseCase):
    """Compares what was typed with the hash of the election file."""

    def __call__(self, code: str, *, source: str) -> None:
        """Return where the code is the right one.

        The tries count for this source alone, and for nothing else: no visitor
        waits for them. While the database is away they are counted in the memory
        that a host shares with its visits, so that a kiosk which is out of service can be left.

        Args:
            code: As typed.
            source: The kiosk, as its visits name it.

        Raises:
            StaffCodeMissing: The election file holds none.
            MustWait: Too many wrong tries at this kiosk.
            StaffCodeRefused: It is another code.
            Unavailable: The machine's slots for hashes cannot be used.
        """
        stored = self.context.election.kiosk.staff_code_hash
        if stored is None:
            raise StaffCodeMissing
        try:
            tried = reserve_staff_try(self.context, source)
        except MustWait:
            self._record(f"{ACT}/{MustWait.__name__}", source)
            raise
        except Unavailable:
            self._compare_unsaved(stored, code)
            return
        if not self._fits(stored, code):
            self._record(f"{ACT}/{StaffCodeRefused.__name__}", source)
            raise StaffCodeRefused
        self._record(ACT, source, right=tried)

    def _compare_unsaved(self, stored: str, code: str) -> None:
        """Compare a code whose tries only this machine counts, and no trail is kept of."""
        context = self.context
        wait = HOST_TRIES.reserve(context.election.security)
        if wait > NO_WAIT:
            raise MustWait(context.now + wait)
        if not self._fits(stored, code):
            raise StaffCodeRefused
        HOST_TRIES.forgive()

    def _fits(self, stored: str, code: str) -> bool:
        return self.context.hashes.verify(stored, compared_staff_code(code))

    def _record(self, kind: str, source: str, *, right: ReservedTry | None = None) -> None:
        """Write an audit event and take a right try back, unless the database has gone since."""
        with suppress(Unavailable), self.context.transaction():
            if right is not None:
                take_back(right)
            record(self.context, kind, NOBODY, source)
