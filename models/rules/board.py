"""Who opens the urn: the rules of the board (bureau de vote électronique).

The electronic keys are shared among the members. The count takes the president or the secretary,
and at least two delegates of lists (arrêté of July 2011 on the vote by Internet, as the design
gives it).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum

from models.views.bureau import BoardAct
from models.views.vote_board import BoardRole

FEWEST_DELEGATES = 2
"""Delegates who have to be there beside the president or the secretary."""


def may_open(present: Collection[BoardRole], threshold: int) -> bool:
    """Return whether these members may open the urn together.

    Args:
        present: The roles of those who have given their share.
        threshold: How many shares the key asks for.
    """
    delegates = sum(role is BoardRole.DELEGATE for role in present)
    led = len(present) > delegates
    return led and len(present) >= threshold and delegates >= min(FEWEST_DELEGATES, threshold - 1)


def can_still_open(came: Collection[BoardRole], threshold: int) -> bool:
    """Return whether these members, with others who have still to come, may open the urn.

    The key opens by exactly `threshold` shares: the last of them must not leave it without the
    president or the secretary, or without the delegates.

    Args:
        came: The roles of those who have given their share, one more being taken for this one.
        threshold: How many shares the key asks for.
    """
    to_come = threshold - len(came)
    return to_come >= 0 and still_needed(came, threshold).number <= to_come


@dataclass(frozen=True, slots=True)
class StillNeeded:
    """Who has to be among those who come, whoever else does.

    Attributes:
        leader: Whether the president or the secretary.
        delegates: How many delegates.
    """

    leader: bool
    delegates: int

    @property
    def number(self) -> int:
        """How many members that is."""
        return self.delegates + self.leader


def still_needed(came: Collection[BoardRole], threshold: int) -> StillNeeded:
    """Return in which roles members have still to come for the urn to open.

    Args:
        came: The roles of those who have given their share.
        threshold: How many shares the key asks for.
    """
    delegates = sum(role is BoardRole.DELEGATE for role in came)
    return StillNeeded(
        leader=len(came) == delegates,
        delegates=max(0, min(FEWEST_DELEGATES, threshold - 1) - delegates),
    )


class Quorum(Enum):
    """Who has to be there for an act of the board."""

    ANY = "any"
    """A member."""
    LEADER = "leader"
    """The president or the secretary."""
    OPENING = "opening"
    """Those who may open the urn: the president or the secretary, and delegates."""


QUORUMS: Mapping[BoardAct, Quorum] = {
    BoardAct.TRIAL: Quorum.OPENING,
    BoardAct.SEAL: Quorum.OPENING,
    BoardAct.HAND_LISTS: Quorum.ANY,
    BoardAct.INCIDENT: Quorum.ANY,
    BoardAct.CLOSE: Quorum.OPENING,
    BoardAct.ADD_UP: Quorum.LEADER,
    BoardAct.FINISH_COUNT: Quorum.LEADER,
    BoardAct.LOT: Quorum.OPENING,
    BoardAct.RESULTS: Quorum.LEADER,
    BoardAct.MINUTES: Quorum.LEADER,
    BoardAct.PUBLISH: Quorum.LEADER,
}
"""Whom each act asks for. What decides something asks for those who may open the urn (the texts say
so of the opening alone); what only writes down or goes on asks for fewer."""


def is_quorate(act: BoardAct, present: Collection[BoardRole], threshold: int) -> bool:
    """Return whether these members may do an act together.

    Args:
        act: What they want to do.
        present: The roles of those who have shown who they are.
        threshold: How many shares the key asks for.
    """
    match QUORUMS[act]:
        case Quorum.ANY:
            return bool(present)
        case Quorum.LEADER:
            return any(role is not BoardRole.DELEGATE for role in present)
        case Quorum.OPENING:
            return may_open(present, threshold)
