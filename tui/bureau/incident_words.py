"""What the board reads of incidents: those that were typed, those that were found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models import Incident
    from tui.visit.glyphs import Part
    from tui.visit.moments import Moments

FOUND = "trouvé par le programme"
NOTHING = "Aucun incident n'est noté."
NOTED = "C'est noté : l'incident {number} ira dans le procès-verbal."


def incident_parts(incidents: Sequence[Incident], moments: Moments) -> tuple[Part, ...]:
    """Return the incidents, the newest first: number, moment, scrutin, who, and the text."""
    parts: list[Part] = []
    for one in reversed(incidents):
        who = FOUND if one.found else ", ".join(one.members)
        about = [moments.moment(one.at), *([one.scrutin] if one.scrutin else []), who]
        sign = ("✗ ", ".missing") if one.found else "· "
        parts += ["\n\n" if parts else "", sign, (f"{one.number}. ", ".strong")]
        parts += [(" · ".join(about), ".muted"), f"\n{one.text}"]
    return tuple(parts) or ((NOTHING, ".muted"),)
