"""What is said if the calendar has closed a form, and what can still be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import WindowState
from tui.widgets.closed_page import ClosedWords

if TYPE_CHECKING:
    from models import Election
    from tui.visit.moments import Moments
    from tui.visit.routes import Route

_MAILBOX_MEANWHILE = (
    "D'ici là, activez votre messagerie : la confirmation de votre compte y arrivera."
)
_WITH_ACCOUNT = "Si votre compte électeur est confirmé, accédez à votre espace électeur."
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
    opened, closed = moments.date(calendar.accounts_open), moments.moment(calendar.accounts_close)
    when = f"Elle était ouverte du {opened} au {closed}."
    heading = "LA CRÉATION DES COMPTES EST FERMÉE"
    if calendar.confirmations.state(moments.now()) is WindowState.OPEN:
        end = calendar.confirmations_close
        still = (
            "Si vous avez déjà créé votre compte, vous pouvez encore le confirmer jusqu'au "
            f"{moments.moment(end)} : il reste {moments.left(end)}."
        )
        route: Route = "confirmation" if pending else "account_access"
        return ClosedWords(heading, when, still, _CONFIRM, route)
    return _access_remains(election, heading, when)


def code_closed(election: Election, moments: Moments) -> ClosedWords | None:
    """Return the words to show if codes cannot be used now, None if they can."""
    calendar = election.calendar
    state = calendar.confirmations.state(moments.now())
    if state is WindowState.OPEN:
        return None
    if state is WindowState.BEFORE:
        return _not_yet(election, moments, "LES COMPTES NE SONT PAS ENCORE OUVERTS")
    end = moments.moment(calendar.confirmations_close)
    when = (
        "Un compte électeur pouvait être confirmé, et un mot de passe oublié remplacé, "
        f"jusqu'au {end}."
    )
    return _access_remains(election, "LA CONFIRMATION DES COMPTES EST FERMÉE", when)


def access_closed(election: Election, moments: Moments) -> ClosedWords | None:
    """Return the words if the voter space is not open yet, None if it is."""
    if moments.now() >= election.calendar.accounts_open:
        return None
    return _not_yet(election, moments, "L'ESPACE ÉLECTEUR N'EST PAS ENCORE OUVERT")


def _not_yet(election: Election, moments: Moments, heading: str) -> ClosedWords:
    calendar = election.calendar
    opening, closing = moments.date(calendar.accounts_open), moments.moment(calendar.accounts_close)
    when = (
        f"Vous pourrez créer votre compte électeur dès le {opening} et jusqu'au {closing}. "
        f"Ouverture dans {moments.left(calendar.accounts_open)}."
    )
    button = "Ouvrir ma messagerie"
    return ClosedWords(heading, when, _MAILBOX_MEANWHILE, button, "webmail_login", tone="waiting")


def _access_remains(election: Election, heading: str, when: str) -> ClosedWords:
    aside = ("Sans compte électeur confirmé :", *election.election.assistance)
    return ClosedWords(heading, when, _WITH_ACCOUNT, _ACCESS, "account_access", aside)
