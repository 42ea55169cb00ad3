"""What the calendar refuses, and the record of every refusal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from models.context import Context
from models.errors import Refused, WindowClosed, WindowNotOpen
from models.rules.calendar import TimeWindow, WindowState
from models.services.audit.trail import record


def require_accounts_open(context: Context) -> None:
    """Require that accounts can be created now.

    Raises:
        WindowNotOpen: Before the window, with its opening.
        WindowClosed: After it, with its end.
    """
    _require(context, context.election.calendar.accounts)


def require_confirmations_open(context: Context) -> None:
    """Require that a code can be sent or used now.

    Raises:
        WindowNotOpen: Before the window, with its opening.
        WindowClosed: After it, with its end.
    """
    _require(context, context.election.calendar.confirmations)


def require_space_open(context: Context) -> None:
    """Require that the voter space is open: from the opening of accounts on, without end.

    Raises:
        WindowNotOpen: Before it, with its opening.
    """
    opening = context.election.calendar.accounts_open
    if context.now < opening:
        raise WindowNotOpen(moment=opening)


def _require(context: Context, window: TimeWindow) -> None:
    state = window.state(context.now)
    if state is WindowState.BEFORE:
        raise WindowNotOpen(moment=window.opens)
    if state is WindowState.AFTER:
        raise WindowClosed(moment=window.closes)


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
