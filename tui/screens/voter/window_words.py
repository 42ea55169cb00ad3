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

_MAILBOX_MEANWHILE = (
    "D'ici là, activez votre messagerie : la confirmation de votre compte y arrivera."
)
_MAILBOX: Route = "webmail_login"
_SPACE: Route = "account_access"
_READY = "Votre messagerie est activée."
_WITH_ACCOUNT = "Si votre compte électeur est confirmé, accédez à votre espace électeur."
_NOT_CREATED = "Vous n'avez pas créé de compte ?"
_NOT_CONFIRMED = "Vous n'avez pas de compte confirmé ?"
_REMEMBERED = "Si vous le retrouvez, accédez à votre espace électeur."
_FORGOTTEN = "Vous l'avez oublié ?"
_OTHER_MAIL = "Demandez un autre mail : il apporte un nouveau code."
_ASK_OTHER = "Continuer"
_ACCESS = "Accéder à mon espace électeur"
_CONFIRM = "Confirmer mon compte"


def creation_closed(election: Election, moments: Moments, *, pending: bool) -> ClosedWords | None:
    """Return the words to show if accounts cannot be created now, None if they can.

    Args:
        election: Its calendar and the lines of its assistance.
        moments: The present.
        pending: Whether this visit knows of an account that waits for its code.
    """
    calendar = election.calendar
    state = calendar.accounts.state(moments.now())
    if state is WindowState.OPEN:
        return None
    if state is WindowState.BEFORE:
        return _not_yet(election, moments, "LA CRÉATION DES COMPTES N'EST PAS ENCORE OUVERTE")
    opened, closed = moments.date(calendar.accounts_open), moments.end(calendar.accounts_close)
    when = f"Vous pouviez créer votre compte du {opened} au {closed}."
    heading = "LA CRÉATION DES COMPTES EST FERMÉE"
    if calendar.confirmations.state(moments.now()) is WindowState.OPEN:
        end = calendar.confirmations_close
        still = (
            "Si vous avez déjà créé votre compte, vous pouvez encore le confirmer jusqu'au "
            f"{moments.end(end)} : il reste {moments.left(end)}."
        )
        route: Route = "confirmation" if pending else "account_access"
        aside = without_account(election, moments)
        return ClosedWords(heading, when, still, _CONFIRM, route, aside)
    return _access_remains(election, moments, heading, when)


def code_closed(election: Election, moments: Moments) -> ClosedWords | None:
    """Return the words to show if an account cannot be confirmed now, None if it can.

    After the end they send nobody to the voter space: this account does not open it.
    """
    calendar = election.calendar
    end = moments.end(calendar.confirmations_close)
    when = f"Votre compte électeur ne peut plus être confirmé depuis le {end}."
    heading = "LA CONFIRMATION DES COMPTES EST FERMÉE"
    if calendar.confirmations.is_over(moments.now()):
        assistance = "\n".join(election.election.assistance_closed)
        return ClosedWords(heading, when, assistance, "QUITTEZ", route=None)
    return _codes_closed(election, moments, heading, when)


def password_closed(election: Election, moments: Moments) -> ClosedWords | None:
    """Return the words to show if no other password can be chosen now, None if it can."""
    end = moments.end(election.calendar.confirmations_close)
    when = f"Depuis le {end}."
    words = _codes_closed(election, moments, "LE MOT DE PASSE NE PEUT PLUS ÊTRE CHANGÉ", when)
    if words is None or words.route != _SPACE:
        return words
    aside = (_FORGOTTEN, *election.election.assistance_closed)
    return replace(words, still=_REMEMBERED, aside=aside)


def _codes_closed(
    election: Election, moments: Moments, heading: str, when: str
) -> ClosedWords | None:
    calendar = election.calendar
    state = calendar.confirmations.state(moments.now())
    if state is WindowState.OPEN:
        return None
    if state is WindowState.BEFORE:
        return _not_yet(election, moments, "LES COMPTES NE SONT PAS ENCORE OUVERTS")
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
    return _not_yet(election, moments, "L'ESPACE ÉLECTEUR N'EST PAS ENCORE OUVERT")


def with_mailbox(words: ClosedWords, election: Election, moments: Moments) -> ClosedWords:
    """Return the words for a visit that has opened its mailbox: nothing is left to do there."""
    if words.route != _MAILBOX:
        return words
    opening = moments.date(election.calendar.accounts_open)
    return replace(words, still=f"{_READY} Revenez dès le {opening}.", button="QUITTEZ", route=None)


def _not_yet(election: Election, moments: Moments, heading: str) -> ClosedWords:
    calendar = election.calendar
    opening, closing = moments.date(calendar.accounts_open), moments.end(calendar.accounts_close)
    when = (
        f"Vous pourrez créer votre compte électeur dès le {opening} et jusqu'au {closing}. "
        f"Ouverture dans {moments.left(calendar.accounts_open)}."
    )
    button = "Ouvrir ma messagerie"
    return ClosedWords(heading, when, _MAILBOX_MEANWHILE, button, _MAILBOX, tone="waiting")


def _access_remains(election: Election, moments: Moments, heading: str, when: str) -> ClosedWords:
    aside = without_account(election, moments)
    return ClosedWords(heading, when, _WITH_ACCOUNT, _ACCESS, _SPACE, aside)


def without_account(election: Election, moments: Moments) -> tuple[str, ...]:
    """Return what is said to a person who has no account once none can be created."""
    ended = election.calendar.confirmations.is_over(moments.now())
    question = _NOT_CONFIRMED if ended else _NOT_CREATED
    return (question, *election.election.assistance_closed)
