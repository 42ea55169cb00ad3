"""What the standby screen says: how the visit before ended, and what is open today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models import VisitEnd
from tui.screens.home_words import account_door, mailbox_door, space_door
from tui.visit.visit import StepState
from tui.widgets.centred import press
from tui.widgets.notice import Tone

if TYPE_CHECKING:
    from models import Calendar
    from tui.visit.moments import Moments
    from tui.widgets.step import StepWords

LEFT = "Votre visite est terminée : rien n'en reste sur ce poste."
IDLE = "La visite a été effacée : personne n'y touchait plus. {press} pour recommencer."
TIME = "Le temps d'une visite est écoulé : elle a été effacée. {press} pour recommencer."
FAULT = "Une erreur est survenue, votre visite est terminée. "
WITH_REFERENCE = "Donnez la référence {reference} à l'assistance si elle se répète."
WITHOUT_REFERENCE = "Recommencez ; si elle se répète, prévenez l'assistance."
FAULTS = (VisitEnd.CRASH, VisitEnd.HUNG, VisitEnd.KILLED)

NOTICE_SECONDS = 60.0
FAULT_SECONDS = 120.0
"""How long a notice is shown: a reference takes time to be written down."""


@dataclass(frozen=True, slots=True)
class EndWords:
    """What is said of the visit before.

    Attributes:
        seconds: How long it is said.
    """

    text: str
    tone: Tone
    seconds: float = NOTICE_SECONDS


def words_of_end(reason: VisitEnd, reference: str = "", *, large: bool = False) -> EndWords | None:
    """Return the message for the way in which the last visit ended, or None.

    Args:
        reason: Why it ended.
        reference: Of the record of a fault, or empty.
        large: The layout is one for fingers.
    """
    if reason in FAULTS:
        after = WITH_REFERENCE.format(reference=reference) if reference else WITHOUT_REFERENCE
        return EndWords(FAULT + after, "missing", FAULT_SECONDS)
    messages: dict[VisitEnd, EndWords] = {
        VisitEnd.LEFT: EndWords(LEFT, "kept"),
        VisitEnd.IDLE: EndWords(IDLE.format(press=press(large=large)), "waiting"),
        VisitEnd.TIME: EndWords(TIME.format(press=press(large=large)), "waiting"),
    }
    return messages.get(reason)


def doors_of_today(calendar: Calendar, moments: Moments) -> tuple[StepWords, ...]:
    """Return the leaflet's two steps and the vote, as a visit that has done nothing sees them."""
    todo = StepState.TO_DO
    return (
        mailbox_door(todo, calendar, moments),
        account_door(todo, calendar, moments),
        space_door(calendar, moments),
    )
