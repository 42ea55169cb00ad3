"""What the process of a visit is given about the visits before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models import EndedVisit


@dataclass(frozen=True, slots=True)
class VisitsBefore:
    """Inherited by the fork: it holds no personal data.

    Attributes:
        ended: The visit that ended just before, if there was one.
        reference: Of the record of its fault, or empty.
        unsaved: Ended visits that are not in the database yet, oldest first.
    """

    ended: EndedVisit | None = None
    reference: str = ""
    unsaved: tuple[EndedVisit, ...] = ()
