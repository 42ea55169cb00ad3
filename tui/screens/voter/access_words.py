"""What the access to the voter space says, as the calendar goes on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from models import SignInRefused, WindowState

if TYPE_CHECKING:
    from models import Election

TO_TYPE = "Veuillez saisir votre adresse professionnelle et votre mot de passe électeur."
CREATE_FIRST = " Si vous n'avez pas défini ce mot de passe, veuillez créer votre compte électeur."
"""The leaflet's sentences."""
CONFIRM_NEXT = " Si votre compte n'est pas encore confirmé, le code du mail est demandé ensuite."


WRONG = "Adresse ou mot de passe électeur incorrect."
READ_MAIL = " Si votre compte attend sa confirmation, ouvrez le mail reçu."


def may_create(election: Election, now: datetime) -> bool:
    """Return whether an account can be created now, or later."""
    return not election.calendar.accounts.is_over(now)


def introduction(election: Election, now: datetime) -> str:
    """Return what is to be typed, and what to do first, or next, as long as that is possible."""
    if may_create(election, now):
        return TO_TYPE + CREATE_FIRST
    confirming = election.calendar.confirmations.state(now) is WindowState.OPEN
    return TO_TYPE + CONFIRM_NEXT if confirming else TO_TYPE


def wrong_words(election: Election, now: datetime) -> str:
    """Return what is said of a wrong password or an address without an account: the same words."""
    if may_create(election, now):
        return SignInRefused().text
    return WRONG if election.calendar.confirmations.is_over(now) else WRONG + READ_MAIL
