"""What the doors of the home screen say, at a moment, to a visit, and which one is next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from models import PathStep, WindowState
from tui.visit.visit import StepState
from tui.widgets.step import StepWords

if TYPE_CHECKING:
    from models import Election
    from tui.visit.moments import Moments
    from tui.visit.visit import Visit

BEFORE, OPEN, AFTER = WindowState.BEFORE, WindowState.OPEN, WindowState.AFTER

TO_DO, TO_DO_NOW, AFTER_STEP = "à faire", "à faire maintenant", "après l'étape {number}"
PUBLISHED = "résultats publiés"
CLOSED, CREATION_CLOSED = "fermé", "création fermée"
"""Of the accounts; until confirmations end, the door of one that waits is not closed."""


def counting_words(election: Election) -> StepWords:
    """Return the last door on the day of the results, while an urn that is here is not counted."""
    say = election.texts.line
    return StepWords(say("doors.space"), (say("doors.home.space.counting"),), "vote clos")


def closed_words(election: Election, moments: Moments, state: str = "vote clos") -> StepWords:
    """Return the last door once nobody votes any more."""
    say, closing = election.texts.line, moments.end(election.calendar.vote_closes)
    closed = say("doors.home.space.vote_closed", closing=closing)
    return StepWords(say("doors.space"), (closed,), state)


def published_words(election: Election, moments: Moments) -> StepWords:
    """Return the last door while the results are offered below, where they are read."""
    return closed_words(election, moments, PUBLISHED)


Doors = dict[PathStep, StepWords]


def doors(visit: Visit, election: Election, moments: Moments) -> Doors:
    """Return the words of the doors in their order, the next one marked if it is open now."""
    following = next_door(visit, election, moments)
    words = {step: _WORDS[step](visit, election, moments) for step in election.path.steps}
    if words[following].state == TO_DO:
        words[following] = replace(words[following], state=TO_DO_NOW, tone="now")
    return words


def doors_of_everybody(election: Election, moments: Moments) -> Doors:
    """Return the doors for a person who has only just come."""
    from tui.visit.visit import Visit

    return doors(Visit(), election, moments)


def next_door(visit: Visit, election: Election, moments: Moments) -> PathStep:
    """Return the door to go through next, as far as the person and the calendar have come."""
    calendar, now = election.calendar, moments.now()
    if visit.voter is not None or now >= calendar.results_from:
        return PathStep.SPACE
    waiting = visit.account_state is StepState.WAITING
    if calendar.confirmations.state(now) is AFTER:
        return PathStep.SPACE
    if visit.box_full:
        return PathStep.MAILBOX
    if waiting or visit.mail_unread:
        return PathStep.ACCOUNT
    if visit.mail_unread is False:  # read: the account may be confirmed, and the access page knows
        return PathStep.SPACE
    if calendar.accounts.state(now) is AFTER:
        return PathStep.SPACE
    if election.path.has_mailbox and visit.mailbox is None:
        return PathStep.MAILBOX
    return PathStep.ACCOUNT  # before the opening it says when to come back


def _mailbox_door(visit: Visit, election: Election, moments: Moments) -> StepWords:
    """Return the words of the mailbox: what it is good for, while it is."""
    say, calendar = election.texts.line, election.calendar
    title = say("doors.mailbox")
    if visit.mailbox is not None and visit.box_full:
        return StepWords(title, (say("doors.home.mailbox.full"),), "✗ boîte saturée", "missing")
    if visit.mailbox is not None:
        return StepWords(title, (visit.mailbox.address,), "✓ ouverte", "kept")
    now = moments.now()
    if visit.voter is not None or calendar.confirmations.state(now) is AFTER:
        return StepWords(title, (say("doors.home.mailbox.stays_open"),))
    if calendar.accounts.state(now) is not AFTER or visit.pending is not None:
        return StepWords(title, (say("doors.home.mailbox.confirmation_comes"),), TO_DO)
    return StepWords(title, (say("doors.home.mailbox.confirmation_came"),), TO_DO)


def _account_door(visit: Visit, election: Election, moments: Moments) -> StepWords:
    """Return the words of the account, with what the calendar allows now."""
    say, calendar = election.texts.line, election.calendar
    title, state = say("doors.account"), visit.account_state
    if state is StepState.CONFIRMED:
        return StepWords(title, (say("doors.home.account.ready"),), "✓ confirmé", "kept")
    confirmed_no_more = calendar.confirmations.state(moments.now()) is AFTER
    if state is StepState.WAITING and confirmed_no_more:
        closing = moments.end(calendar.confirmations_close)
        lost = say("doors.home.account.not_confirmed", closing=closing)
        return StepWords(title, (lost,), "✗ non confirmé", "missing")
    if state is StepState.WAITING:
        return StepWords(title, (_awaited_mail(visit, election, moments),), TO_DO)
    if visit.mail_unread is not None and not confirmed_no_more:
        if visit.mail_unread:
            return StepWords(title, (say("doors.home.account.mail_is_there"),), TO_DO)
        number = election.path.number_of(PathStep.SPACE)
        read = say("doors.home.account.mail_was_read", space_number=number)
        return StepWords(title, (read,), "mail lu")
    detail = _account_detail(election, moments)
    match calendar.accounts.state(moments.now()):
        case WindowState.BEFORE:
            return StepWords(title, (detail,), "pas encore ouvert")
        case WindowState.OPEN:
            return StepWords(title, (detail,), TO_DO)
    return StepWords(title, (detail,), CLOSED if confirmed_no_more else CREATION_CLOSED)


def _awaited_mail(visit: Visit, election: Election, moments: Moments) -> str:
    say = election.texts.line
    if visit.mail_expired(moments.now()):
        return say("doors.home.account.mail_expired")
    if visit.box_full:
        return say("doors.home.account.mail_stuck")
    return say("doors.home.account.mail_waits")


def _account_detail(election: Election, moments: Moments) -> str:
    say, calendar, present = election.texts.line, election.calendar, moments.now()
    closing = moments.end(calendar.accounts_close)
    window = calendar.accounts.state(present)
    if window is BEFORE:
        opening = moments.date(calendar.accounts_open)
        return say("doors.home.account.not_yet", opening=opening, closing=closing)
    if window is OPEN:
        left = moments.left(calendar.accounts_close)
        return say("doors.home.account.open", closing=closing, left=left)
    if calendar.confirmations.state(present) is OPEN:
        last = moments.end(calendar.confirmations_close)
        return say("doors.home.account.created_no_more", closing=closing, last=last)
    return say("doors.home.account.over", closing=closing)


def _open_words(election: Election, moments: Moments) -> str:
    """Return until when one votes; the first end, if the scrutins have several."""
    say, calendar = election.texts.line, election.calendar
    closing = moments.end(calendar.vote_closes)
    if calendar.first_closing is None:
        return say("doors.home.space.vote_open", closing=closing)
    if moments.now() < calendar.first_closing:
        return say("doors.home.space.vote_open_first", first=moments.end(calendar.first_closing))
    return say("doors.home.space.vote_open_others", closing=closing)


def _space_door(visit: Visit, election: Election, moments: Moments) -> StepWords:
    """Return the words of the voter space, with the state of the vote."""
    say, calendar, present = election.texts.line, election.calendar, moments.now()
    title = say("doors.space")
    if present >= calendar.results_from:
        place = election.election.results_url
        there = say("doors.home.space.results_at", results_url=place) if place else ""
        return StepWords(title, (there or say("doors.home.space.results"),), PUBLISHED)
    closed = calendar.accounts.state(present) is AFTER
    follows = next_door(visit, election, moments) is PathStep.SPACE
    later = AFTER_STEP.format(number=election.path.number_of(PathStep.ACCOUNT))
    state = "" if visit.voter is not None or closed else TO_DO if follows else later
    match calendar.vote.state(present):
        case WindowState.BEFORE:
            opening = moments.moment(calendar.vote_opens)
            return StepWords(title, (say("doors.home.space.vote_opens", opening=opening),), state)
        case WindowState.OPEN:
            now = TO_DO if visit.voter is not None else state
            return StepWords(title, (_open_words(election, moments),), now)
    return closed_words(election, moments)


_WORDS: Mapping[PathStep, Callable[[Visit, Election, Moments], StepWords]] = {
    PathStep.MAILBOX: _mailbox_door,
    PathStep.ACCOUNT: _account_door,
    PathStep.SPACE: _space_door,
}
