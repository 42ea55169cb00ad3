"""What the calendar refuses."""

from __future__ import annotations

from models.context import Context
from models.errors import WindowClosed, WindowNotOpen
from models.rules.calendar import TimeWindow, WindowState


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
        raise WindowNotOpen(moment=opening).because("early")


def _require(context: Context, window: TimeWindow) -> None:
    state = window.state(context.now)
    if state is WindowState.BEFORE:
        raise WindowNotOpen(moment=window.opens).because("early")
    if state is WindowState.AFTER:
        raise WindowClosed(moment=window.closes).because("closed")
