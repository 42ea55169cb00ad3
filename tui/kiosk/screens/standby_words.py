"""What the standby screen says: how the visit before ended, and what is open today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from models import VisitEnd, say_duration
from tui.screens.path_words import LEFT
from tui.widgets.centred import press
from tui.widgets.notice import Tone

if TYPE_CHECKING:
    from models import KioskSection

IDLE = "Votre visite a été effacée : aucune touche depuis {idle}. {press} pour recommencer."
TIME = "Votre visite a été effacée : elle a duré plus de {longest}. {press} pour recommencer."
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


def words_of_end(
    reason: VisitEnd, kiosk: KioskSection, reference: str = "", *, large: bool = False
) -> EndWords | None:
    """Return the message for the way in which the last visit ended, or None.

    Args:
        reason: Why it ended.
        kiosk: How long a visit may last, and a person do nothing.
        reference: Of the record of a fault, or empty.
        large: The layout is one for fingers.
    """
    if reason in FAULTS:
        after = WITH_REFERENCE.format(reference=reference) if reference else WITHOUT_REFERENCE
        return EndWords(FAULT + after, "missing", FAULT_SECONDS)
    called = press(large=large)
    idle = _duration(kiosk.idle_seconds + kiosk.warning_seconds)
    longest = _duration(kiosk.visit_seconds)
    messages: dict[VisitEnd, EndWords] = {
        VisitEnd.LEFT: EndWords(LEFT, "kept"),
        VisitEnd.IDLE: EndWords(IDLE.format(idle=idle, press=called), "waiting"),
        VisitEnd.TIME: EndWords(TIME.format(longest=longest, press=called), "waiting"),
    }
    return messages.get(reason)


def _duration(seconds: int) -> str:
    return say_duration(timedelta(seconds=seconds), one_unit=True)
