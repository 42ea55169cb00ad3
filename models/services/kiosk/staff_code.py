"""The staff code that leaves a kiosk, whether or not the database is available."""

from __future__ import annotations

import mmap
import struct
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from threading import Lock

from models.context import Context
from models.errors import MustWait, NoStaffCode, Unavailable, WrongStaffCode
from models.rules.staff_codes import compared_staff_code
from models.rules.throttling import NO_WAIT, wait_after
from models.services.audit.trail import record
from models.services.shared.tries import ReservedTry, mark_right, reserve_staff_try
from models.settings.sections import SecuritySection

_COUNT_AND_LAST = struct.Struct("=qd")
"""Tries in a row, and the monotonic second of the last one: the same in every process."""


class UnsavedTries:
    """Counts the tries made at one machine, and how long it waits, by the rule of the database.

    Processes forked from this one share the count.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        """Take what counts seconds whatever happens to the clock."""
        self._monotonic = monotonic
        self._shared = mmap.mmap(-1, _COUNT_AND_LAST.size)
        self._lock = Lock()

    def reserve(self, limits: SecuritySection) -> timedelta:
        """Count a try as a wrong one and return no wait, or count nothing and return the wait."""
        with self._lock:
            now = self._monotonic()
            count, last = _COUNT_AND_LAST.unpack_from(self._shared)
            wait = wait_after(
                count,
                free=limits.free_tries,
                first=limits.first_wait,
                longest=limits.source_longest_wait,
            )
            left = wait - timedelta(seconds=now - last)
            if left > NO_WAIT:
                return left
            _COUNT_AND_LAST.pack_into(self._shared, 0, count + 1, now)
            return NO_WAIT

    def reset(self) -> None:
        """Forget the tries: one was right."""
        with self._lock:
            _COUNT_AND_LAST.pack_into(self._shared, 0, 0, 0.0)


HOST_TRIES = UnsavedTries()
"""Those of this process and of all that are forked from it."""


ACT = "staff_code"
NOBODY = ""
"""The name in the audit event: the staff of a kiosk has none."""


def check_staff_code(context: Context, code: str, *, source: str) -> None:
    """Compare a code with the hash of the election file; return if it is the right one.

    The tries count for this source alone: no visitor waits for them. While the
    database is unavailable they are counted in the memory that a host shares with
    its visits, so that a kiosk that is out of service can be left.

    Args:
        context: The election; its database may be unavailable.
        code: As typed.
        source: The kiosk, as its visits name it.

    Raises:
        NoStaffCode: The election file holds none.
        MustWait: Too many wrong tries at this kiosk.
        WrongStaffCode: It is another code.
        Unavailable: The machine's slots for hashes cannot be used.
    """
    stored = context.election.kiosk.staff_code_hash
    if stored is None:
        raise NoStaffCode
    try:
        tried = reserve_staff_try(context, source)
    except MustWait:
        _record(context, f"{ACT}/{MustWait.__name__}", source)
        raise
    except Unavailable:
        _compare_unsaved(context, stored, code)
        return
    if not _fits(context, stored, code):
        _record(context, f"{ACT}/{WrongStaffCode.__name__}", source)
        raise WrongStaffCode
    _record(context, ACT, source, right=tried)


def _compare_unsaved(context: Context, stored: str, code: str) -> None:
    """Compare a code whose tries only this machine counts, without an audit event."""
    wait = HOST_TRIES.reserve(context.election.security)
    if wait > NO_WAIT:
        raise MustWait(until=context.now + wait).because("place")
    if not _fits(context, stored, code):
        raise WrongStaffCode
    HOST_TRIES.reset()


def _fits(context: Context, stored: str, code: str) -> bool:
    return context.hashes.verify(stored, compared_staff_code(code))


def _record(context: Context, kind: str, source: str, *, right: ReservedTry | None = None) -> None:
    """Write an audit event, and mark a right try, unless the database has become unavailable."""
    with suppress(Unavailable), context.transaction():
        if right is not None:
            mark_right(context, right)
        record(context, kind, NOBODY, source)
