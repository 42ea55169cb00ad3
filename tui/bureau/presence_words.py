"""What the screens of the board say of who is there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models import BoardMember, Presence
    from tui.bureau.sitting import Sitting

NOBODY = "Aucun membre ne s'est identifié."
BY_KEY = " M : un membre arrive."
THERE = "Membres présents : {members}."
FORGOTTEN = (
    "Personne n'a touché ce poste depuis un quart d'heure : les membres présents sont oubliés. "
    "Que chacun s'identifie de nouveau (M)."
)


def member_words(member: BoardMember) -> str:
    """Return « Mme Claire VIDAL (présidence) »."""
    return f"{member.name} ({member.role.french})"


def present_words(present: Sequence[Presence]) -> str:
    """Return who is there, in a sentence."""
    if not present:
        return NOBODY
    return THERE.format(members=", ".join(one.member.name for one in present))


def sitting_words(sitting: Sitting) -> str:
    """Return who is there, or that they were forgotten."""
    return FORGOTTEN if sitting.forgotten else present_words(sitting.present)
