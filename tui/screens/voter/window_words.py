"""What is said if the calendar has closed a form, and what can still be done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from models import WindowState
from tui.widgets.closed_page import ClosedWords

if TYPE_CHECKING:
    from models import Election, PendingCode
    from tui.visit.moments import Moments
    from tui.visit.routes import Route

_MAILBOX: Route = "webmail_login"
_SPACE: Route = "account_access"
NOT_CREATED = "account.closed.question.not_created"
"""Key of the question to whoever may have no account."""
_OTHER_MAIL = "Demandez un autre mail : il apporte un nouveau code."
_ASK_OTHER = "Continuer"


def creation_closed(election: Election, moments: Moments, *, pending: bool) -> ClosedWords | None:
    """Return the words to show if accounts cannot be created now, None if they can.

    Args:
        election: Its calendar and the lines of its assistance.
        moments: The present.
        pending: Whether this visit knows of an account that waits for its code.
    """
    calendar, say = election.calendar, election.texts.line
    state = calendar.accounts.state(moments.now())
    if state is WindowState.OPEN:
        return None
    if state is WindowState.BEFORE:
        return _not_yet(election, moments, say("account.closed.not_yet"))
    opened, closed = moments.date(calendar.accounts_open), moments.end(calendar.accounts_close)
    when = say("account.closed.when.created", opened=opened, closed=closed)
    heading = say("account.closed.creation")
    if calendar.confirmations.state(moments.now()) is WindowState.OPEN:
        end = calendar.confirmations_close
        ends, left = moments.end(end), moments.left(end)
        still = say("account.closed.still.may_confirm", end=ends, left=left)
        button = say("account.button.confirm")
        later: Route = "account_access" if election.path.has_mailbox else "known_code"
        route = "confirmation" if pending else later
        aside = without_account(election, moments)
        return ClosedWords(heading, when, still, button, route, aside)
    return _access_remains(election, moments, heading, when)


def code_closed(election: Election, moments: Moments) -> ClosedWords | None:
    """Return the words to show if an account cannot be confirmed now, None if it can.

    After the end they send nobody to the voter space: this account does not open it.
    """
    calendar, say = election.calendar, election.texts.line
    end = moments.end(calendar.confirmations_close)
    when, heading = (
        say("account.closed.when.confirmed", end=end),
        say("account.closed.confirmation"),
    )
    if calendar.confirmations.is_over(moments.now()):
        assistance = "\n".join(election.election.assistance_closed)
        return ClosedWords(heading, when, assistance, "QUITTEZ", route=None)
    return _codes_closed(election, moments, heading, when)


def password_closed(election: Election, moments: Moments) -> ClosedWords | None:
    """Return the words to show if no other password can be chosen now, None if it can."""
    say, end = election.texts.line, moments.end(election.calendar.confirmations_close)
    when = say("account.closed.when.changed", end=end)
    words = _codes_closed(election, moments, say("account.closed.password"), when)
    if words is None or words.route != _SPACE:
        return words
    aside = (say("account.closed.question.forgotten"), *election.election.assistance_closed)
    return replace(words, still=say("account.closed.still.remembered"), aside=aside)


def _codes_closed(
    election: Election, moments: Moments, heading: str, when: str
) -> ClosedWords | None:
    calendar = election.calendar
    state = calendar.confirmations.state(moments.now())
    if state is WindowState.OPEN:
        return None
    if state is WindowState.BEFORE:
        heading = election.texts.line("account.closed.accounts_not_yet")
        return _not_yet(election, moments, heading)
    return _access_remains(election, moments, heading, when)


def code_expired(pending: PendingCode | None, moments: Moments, route: Route) -> ClosedWords | None:
    """Return the words to show in place of a mail whose code has expired, None if it is good.

    Args:
        pending: The code that is awaited.
        moments: The present.
        route: The screen on which another mail can be asked for.
    """
    if pending is None or pending.expires_at > moments.now():
        return None
    when = f"Depuis le {moments.end(pending.expires_at)}."
    return ClosedWords("LE MAIL A EXPIRÉ", when, _OTHER_MAIL, _ASK_OTHER, route, topic="dead_code")


def access_closed(election: Election, moments: Moments) -> ClosedWords | None:
    """Return the words if the voter space is not open yet, None if it is."""
    if moments.now() >= election.calendar.accounts_open:
        return None
    return _not_yet(election, moments, election.texts.line("account.closed.space_not_yet"))


def with_mailbox(words: ClosedWords, election: Election, moments: Moments) -> ClosedWords:
    """Return the words for a visit that has nothing left to do in a mailbox."""
    if words.route != _MAILBOX:
        return words
    opening = moments.date(election.calendar.accounts_open)
    still = election.texts.line("account.closed.still.mailbox_ready", opening=opening)
    return replace(words, still=still, button="QUITTEZ", route=None)


def _not_yet(election: Election, moments: Moments, heading: str) -> ClosedWords:
    calendar, say = election.calendar, election.texts.line
    when = say(
        "account.closed.when.opens",
        opening=moments.date(calendar.accounts_open),
        closing=moments.end(calendar.accounts_close),
        left=moments.left(calendar.accounts_open),
    )
    still = say("account.closed.still.mailbox_meanwhile")
    button = say("account.button.mailbox")
    words = ClosedWords(heading, when, still, button, _MAILBOX, tone="waiting")
    return words if election.path.has_mailbox else with_mailbox(words, election, moments)


def _access_remains(election: Election, moments: Moments, heading: str, when: str) -> ClosedWords:
    say, aside = election.texts.line, without_account(election, moments)
    still, button = say("account.closed.still.with_account"), say("account.button.enter")
    return ClosedWords(heading, when, still, button, _SPACE, aside)


def without_account(election: Election, moments: Moments) -> tuple[str, ...]:
    """Return what is said to a person who has no account once none can be created."""
    ended = election.calendar.confirmations.is_over(moments.now())
    key = "account.closed.question.not_confirmed" if ended else NOT_CREATED
    return (election.texts.line(key), *election.election.assistance_closed)
