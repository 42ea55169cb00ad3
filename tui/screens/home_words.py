"""What the doors of the home screen say, at a moment, to a visit, and which one is next."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from models import WindowState
from tui.visit.visit import StepState
from tui.widgets.step import StepWords

if TYPE_CHECKING:
    from models import Calendar, Election
    from tui.visit.moments import Moments
    from tui.visit.visit import Visit

MAILBOX, ACCOUNT, SPACE = 1, 2, 3
"""The doors, by their numbers."""
BEFORE, OPEN, AFTER = WindowState.BEFORE, WindowState.OPEN, WindowState.AFTER

TITLES = (
    "Activez votre messagerie",
    "Activez votre compte électeur",
    "Accédez à votre espace électeur",
)
TO_DO, TO_DO_NOW, AFTER_STEP_2 = "à faire", "à faire maintenant", "après l'étape 2"
CONFIRMATION_COMES = "La confirmation de votre compte y arrivera."
CONFIRMATION_CAME = "Un mail de confirmation vous y attend peut-être."
STAYS_OPEN = "Elle reste ouverte à tout moment."
MAIL_WAITS = "Ouvrez le mail de confirmation dans votre messagerie."
MAIL_STUCK = "Le mail de confirmation attend de la place dans votre boîte."
MAIL_EXPIRED = "Le mail de confirmation a expiré : demandez-en un autre."
MAIL_IS_THERE = "Un mail de l'élection est dans votre messagerie."
BOX_FULL = "Aucun mail ne peut y arriver : videz-la."
MAIL_WAS_READ = "Vous avez lu le mail de l'élection : passez à l'étape 3."
READY = "Votre compte électeur est prêt."

PUBLISHED = "résultats publiés"
VOTE_CLOSED = "Le vote est clos depuis le {closing}."
COUNTING = StepWords(TITLES[2], ("Le bureau de vote dépouille : revenez plus tard.",), "vote clos")
"""The third door on the day of the results, while an urn that is here is not counted."""


def closed_words(calendar: Calendar, moments: Moments, state: str = "vote clos") -> StepWords:
    """Return the third door once nobody votes any more."""
    closing = moments.end(calendar.vote_closes)
    return StepWords(TITLES[2], (VOTE_CLOSED.format(closing=closing),), state)


def published_words(calendar: Calendar, moments: Moments) -> StepWords:
    """Return the third door while the results are offered below, where they are read."""
    return closed_words(calendar, moments, PUBLISHED)


Doors = tuple[StepWords, StepWords, StepWords]


def doors(visit: Visit, election: Election, moments: Moments) -> Doors:
    """Return the words of the three doors, the next one marked if it can be gone through now."""
    calendar, following = election.calendar, next_door(visit, election.calendar, moments)
    words = (
        _mailbox_door(visit, calendar, moments),
        _account_door(visit, calendar, moments),
        _space_door(visit, election, moments),
    )
    first, second, third = (
        replace(door, state=TO_DO_NOW, tone="now")
        if number == following and door.state == TO_DO
        else door
        for number, door in enumerate(words, start=MAILBOX)
    )
    return first, second, third


def doors_of_everybody(election: Election, moments: Moments) -> Doors:
    """Return the doors for a person who has only just come."""
    from tui.visit.visit import Visit

    return doors(Visit(), election, moments)


def next_door(visit: Visit, calendar: Calendar, moments: Moments) -> int:
    """Return the door to go through next, as far as the person and the calendar have come."""
    now = moments.now()
    if visit.voter is not None or now >= calendar.results_from:
        return SPACE
    waiting = visit.account_state is StepState.WAITING
    if calendar.confirmations.state(now) is AFTER:
        return SPACE
    if visit.box_full:
        return MAILBOX
    if waiting or visit.mail_unread:
        return ACCOUNT
    if visit.mail_unread is False:  # read: the account may be confirmed, and the access page knows
        return SPACE
    accounts = calendar.accounts.state(now)
    if visit.mailbox is None or accounts is BEFORE:
        if accounts is BEFORE and visit.mailbox is not None:
            return ACCOUNT  # it says when to come back
        return MAILBOX if accounts is not AFTER else SPACE
    return ACCOUNT if accounts is OPEN else SPACE


def _mailbox_door(visit: Visit, calendar: Calendar, moments: Moments) -> StepWords:
    """Return the words of the first step: what it is good for, while it is."""
    if visit.mailbox is not None and visit.box_full:
        return StepWords(TITLES[0], (BOX_FULL,), "✗ boîte saturée", "missing")
    if visit.mailbox is not None:
        return StepWords(TITLES[0], (visit.mailbox.address,), "✓ ouverte", "kept")
    now = moments.now()
    if visit.voter is not None or calendar.confirmations.state(now) is AFTER:
        return StepWords(TITLES[0], (STAYS_OPEN,))
    comes = calendar.accounts.state(now) is not AFTER or visit.pending is not None
    return StepWords(TITLES[0], (CONFIRMATION_COMES if comes else CONFIRMATION_CAME,), TO_DO)


def _account_door(visit: Visit, calendar: Calendar, moments: Moments) -> StepWords:
    """Return the words of the second step, with what the calendar allows now."""
    title, detail, state = TITLES[1], _account_detail(calendar, moments), visit.account_state
    if state is StepState.CONFIRMED:
        return StepWords(title, (READY,), "✓ confirmé", "kept")
    confirmed_no_more = calendar.confirmations.state(moments.now()) is AFTER
    if state is StepState.WAITING and confirmed_no_more:
        closing = moments.end(calendar.confirmations_close)
        lost = f"Votre compte n'a pas été confirmé avant le {closing} : il ne peut plus l'être."
        return StepWords(title, (lost,), "✗ non confirmé", "missing")
    if state is StepState.WAITING:
        expired = visit.mail_expired(moments.now())
        waits = MAIL_STUCK if visit.box_full else MAIL_WAITS
        return StepWords(title, (MAIL_EXPIRED if expired else waits,), TO_DO)
    if visit.mail_unread is not None and not confirmed_no_more:
        if visit.mail_unread:
            return StepWords(title, (MAIL_IS_THERE,), TO_DO)
        return StepWords(title, (MAIL_WAS_READ,), "mail lu")
    match calendar.accounts.state(moments.now()):
        case WindowState.BEFORE:
            return StepWords(title, (detail,), "pas encore ouvert")
        case WindowState.OPEN:
            return StepWords(title, (detail,), TO_DO)
    return StepWords(title, (detail,), "fermé")


def _account_detail(calendar: Calendar, moments: Moments) -> str:
    present = moments.now()
    closing = moments.end(calendar.accounts_close)
    window = calendar.accounts.state(present)
    if window is BEFORE:
        opening = moments.date(calendar.accounts_open)
        return f"Dès le {opening} et jusqu'au {closing}."
    if window is OPEN:
        left = moments.left(calendar.accounts_close)
        return f"Jusqu'au {closing} : il reste {left}."
    if calendar.confirmations.state(present) is OPEN:
        last = moments.end(calendar.confirmations_close)
        return (
            f"La création est fermée depuis le {closing}. Un compte déjà créé peut encore "
            f"être confirmé jusqu'au {last}."
        )
    return f"La création est fermée depuis le {closing}. Un compte confirmé reste utilisable."


def _space_door(visit: Visit, election: Election, moments: Moments) -> StepWords:
    """Return the words of the third door, with the state of the vote."""
    calendar, present, title = election.calendar, moments.now(), TITLES[2]
    closing = moments.end(calendar.vote_closes)
    if present >= calendar.results_from:
        place = election.election.results_url
        read = f"Consultez les résultats : {place}" if place else "Consultez les résultats."
        return StepWords(title, (read,), PUBLISHED)
    closed = calendar.accounts.state(present) is AFTER
    follows = next_door(visit, calendar, moments) == SPACE
    state = "" if visit.voter is not None or closed else TO_DO if follows else AFTER_STEP_2
    match calendar.vote.state(present):
        case WindowState.BEFORE:
            opening = moments.moment(calendar.vote_opens)
            return StepWords(title, (f"Le vote ouvre le {opening}.",), state)
        case WindowState.OPEN:
            now = TO_DO if visit.voter is not None else state
            return StepWords(title, (f"Le vote est ouvert jusqu'au {closing}.",), now)
    return closed_words(calendar, moments)
