"""Who opens the urn: the rules of the board (bureau de vote électronique).

The electronic keys are shared among the members. The count takes the president or the secretary,
and at least two delegates of lists (arrêté of July 2011 on the vote by Internet, as the design
gives it).
"""

from __future__ import annotations

from collections.abc import Collection

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
