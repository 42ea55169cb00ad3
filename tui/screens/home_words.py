"""What the doors of the home screen say, at a moment, to a visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import WindowState
from tui.visit.visit import StepState
from tui.widgets.step import StepWords

if TYPE_CHECKING:
    from models import Calendar
    from tui.visit.moments import Moments

AFTER = WindowState.AFTER
CONFIRMATION_COMES = "La confirmation de votre compte y arrivera."
STAYS_OPEN = "Elle reste ouverte à tout moment."


def mailbox_door(state: StepState, calendar: Calendar, moments: Moments) -> StepWords:
    """Return the words of the first step: what it is good for, while it is."""
    opened = state is StepState.OPEN
    over = calendar.confirmations.state(moments.now()) is AFTER
    return StepWords(
        title="Activez votre messagerie",
        details=(STAYS_OPEN if over else CONFIRMATION_COMES,),
        state="✓ ouverte" if opened else "· à faire",
        tone="kept" if opened else "todo",
    )


def account_door(state: StepState, calendar: Calendar, moments: Moments) -> StepWords:
    """Return the words of the second step, with what the calendar allows now."""
    title = "Activez votre compte électeur"
    detail = _account_detail(calendar, moments)
    if state is StepState.CONFIRMED:
        return StepWords(title, ("Votre compte électeur est prêt.",), "✓ confirmé", "kept")
    if state is StepState.WAITING and calendar.confirmations.state(moments.now()) is AFTER:
        closing = moments.moment(calendar.confirmations_close)
        lost = f"Votre compte n'a pas été confirmé avant le {closing} : il ne peut plus l'être."
        return StepWords(title, (lost,), "✗ non confirmé", "missing")
    if state is StepState.WAITING:
        return StepWords(title, (detail,), "· en attente de confirmation", "waiting")
    window = calendar.accounts.state(moments.now())
    words, tone = {
        WindowState.BEFORE: ("· pas encore ouvert", "waiting"),
        WindowState.OPEN: ("· à faire", "todo"),
        WindowState.AFTER: ("✗ fermé", "missing"),
    }[window]
    return StepWords(title, (detail,), words, tone)


def _account_detail(calendar: Calendar, moments: Moments) -> str:
    present = moments.now()
    closing = moments.moment(calendar.accounts_close)
    window = calendar.accounts.state(present)
    if window is WindowState.BEFORE:
        opening = moments.date(calendar.accounts_open)
        return f"Dès le {opening} et jusqu'au {closing}."
    if window is WindowState.OPEN:
        left = moments.left(calendar.accounts_close)
        return f"Jusqu'au {closing} : il reste {left}."
    if calendar.confirmations.state(present) is WindowState.OPEN:
        last = moments.moment(calendar.confirmations_close)
        return (
            f"La création est fermée depuis le {closing}. Un compte déjà créé peut encore "
            f"être confirmé jusqu'au {last}."
        )
    return f"La création est fermée depuis le {closing}. Un compte déjà créé reste utilisable."


def space_door(calendar: Calendar, moments: Moments) -> StepWords:
    """Return the words of the third door, with the state of the vote."""
    present = moments.now()
    window = calendar.vote.state(present)
    closing = moments.moment(calendar.vote_closes)
    if present >= calendar.results_from:
        detail, state, tone = "Les résultats sont publiés.", "✓ résultats", "kept"
    elif window is WindowState.BEFORE:
        opening = moments.moment(calendar.vote_opens)
        detail, state, tone = f"Le vote ouvre le {opening}.", "· vote à venir", "waiting"
    elif window is WindowState.OPEN:
        detail, state, tone = f"Le vote est ouvert jusqu'au {closing}.", "✓ vote ouvert", "kept"
    else:
        detail, state, tone = f"Le vote est clos depuis le {closing}.", "✗ vote clos", "missing"
    return StepWords("Accédez à votre espace électeur", (detail,), state, tone)


def results_line(calendar: Calendar, moments: Moments) -> str:
    """Return « Résultats à partir du 5 décembre. », nothing once `space_door` says they are out."""
    if moments.now() >= calendar.results_from:
        return ""
    return f"Résultats à partir du {moments.date(calendar.results_from)}."
