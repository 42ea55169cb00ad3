"""Asking the calendar before anything else is done."""

from __future__ import annotations

from models.context import Context
from models.refusals import NotYetOpen, NowClosed
from models.rules.calendar import TimeWindow, WindowState
from models.rules.french_dates import say_moment


def require_accounts_open(context: Context) -> None:
    """Let an account be created only in its window.

    Raises:
        NotYetOpen: Before it, with its opening.
        NowClosed: After it, with its end and what can still be done.
    """
    calendar = context.election.calendar
    still = (
        "Un compte déjà créé peut encore être confirmé jusqu'au "
        f"{say_moment(calendar.confirmations_close, calendar.zone)}."
        if calendar.confirmations.state(context.now) is WindowState.OPEN
        else "Si vous avez un compte électeur, accédez à votre espace électeur."
    )
    _require(context, calendar.accounts, "La création des comptes", still)


def require_confirmations_open(context: Context) -> None:
    """Let a code be sent or used only in its window.

    Raises:
        NotYetOpen: Before it, with its opening.
        NowClosed: After it, with its end and what can still be done.
    """
    still = "Avec un compte confirmé, vous pouvez accéder à votre espace électeur."
    _require(context, context.election.calendar.confirmations, "La confirmation des comptes", still)


def require_space_open(context: Context) -> None:
    """Let people into their voter space from the opening of accounts on, without end.

    Raises:
        NotYetOpen: Before it.
    """
    calendar = context.election.calendar
    if context.now < calendar.accounts_open:
        opening = say_moment(calendar.accounts_open, calendar.zone)
        raise NotYetOpen(
            calendar.accounts_open, f"L'espace électeur ouvre le {opening}. Revenez à cette date."
        )


def _require(context: Context, window: TimeWindow, what: str, still: str) -> None:
    zone = context.election.calendar.zone
    state = window.state(context.now)
    if state is WindowState.BEFORE:
        raise NotYetOpen(
            window.opens,
            f"{what} ouvre le {say_moment(window.opens, zone)}. "
            "D'ici là, activez votre messagerie.",
        )
    if state is WindowState.AFTER:
        raise NowClosed(
            window.closes,
            f"{what} est fermée depuis le {say_moment(window.closes, zone)}. {still}",
        )
