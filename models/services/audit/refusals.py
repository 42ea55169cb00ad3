"""The record of refusals: of each, unless one place is refused very often."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from models.context import Context
from models.errors import (
    CurrentPasswordNeeded,
    Refused,
    SignInRefused,
    StaleCode,
    WrongCode,
    WrongIdentifier,
)
from models.services.audit.trail import record
from models.services.shared.counts import Tried, begin_count, count_more, held_count

COMPARED = (SignInRefused, WrongCode, WrongIdentifier, StaleCode, CurrentPasswordNeeded)
"""Refusals that waits and tries bound."""
MOST_EVENTS = 200
"""Other refusals of one source that are recorded in a `source_window`: more than the people at a
kiosk are refused in ten minutes, whatever they type."""


@contextmanager
def refusals_recorded(context: Context, act: str, name: str, source: str) -> Iterator[None]:
    """Write an audit event for whatever is refused inside, then raise it again.

    What was compared with a secret, and is counted for that, is always one. Of the others one
    source has so many in a time: whoever repeats what is refused neither fills the chain nor
    holds its lock.

    Args:
        context: The open election, outside of any transaction.
        act: What was asked for, as `sign_in`.
        name: The address or user name; its pseudonym is written.
        source: Where the request came from: a kiosk's name, an SSH peer.
    """
    try:
        yield
    except Refused as refusal:
        with context.transaction():
            if isinstance(refusal, COMPARED) or _has_room(context, source):
                record(context, f"{act}/{type(refusal).__name__}", name, source)
        raise


def _has_room(context: Context, source: str) -> bool:
    """Count a refusal of a source; return whether its events of this window are not used up.

    How many were left out is an event of its own, once the window is over.
    """
    subject = context.pseudonym(Tried.REFUSAL, source)
    count, begun_at = held_count(context, Tried.REFUSAL, subject)
    window = context.election.security.source_window
    if not context.now - window < begun_at <= context.now:
        if count > MOST_EVENTS:
            record(context, f"refusals_left_out/{count - MOST_EVENTS}", "", source)
        begin_count(context, Tried.REFUSAL, subject)
        return True
    count_more(Tried.REFUSAL, subject)
    return count < MOST_EVENTS
