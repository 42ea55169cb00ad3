"""The record of every refusal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from models.context import Context
from models.errors import Refused
from models.services.audit.trail import record


@contextmanager
def refusals_recorded(context: Context, act: str, name: str, source: str) -> Iterator[None]:
    """Write an audit event for whatever is refused inside, then raise it again.

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
            record(context, f"{act}/{type(refusal).__name__}", name, source)
        raise
