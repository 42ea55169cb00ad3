"""What the access to the voter space says, as the calendar goes on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from models import WindowState

if TYPE_CHECKING:
    from models import Election


def may_create(election: Election, now: datetime) -> bool:
    """Return whether an account can be created now, or later."""
    return not election.calendar.accounts.is_over(now)


def introduction(election: Election, now: datetime) -> str:
    """Return what is to be typed, and what to do first, or next, as long as that is possible."""
    say = election.texts.line
    to_type = say("account.access.introduction")
    if may_create(election, now):
        return f"{to_type} {say('account.access.create_first')}"
    if election.calendar.confirmations.state(now) is WindowState.OPEN:
        return f"{to_type} {say('account.access.confirm_next')}"
    return to_type


def wrong_words(election: Election, now: datetime) -> str:
    """Return what is said of a wrong password or an address without an account: the same words."""
    say = election.texts.line
    wrong = say("account.access.refused")
    if may_create(election, now):
        return f"{wrong} {say('account.access.create_or_read')}"
    if election.calendar.confirmations.is_over(now):
        return wrong
    return f"{wrong} {say('account.access.read_mail')}"
