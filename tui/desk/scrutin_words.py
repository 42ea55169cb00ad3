"""The scrutins of a person in a line, with the dates of those that have their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models import TimeWindow, WindowState

if TYPE_CHECKING:
    from models import PersonScrutin
    from tui.visit.moments import Moments

NONE = "aucun scrutin"
OPENS = "{short} (dès le {opens})"
CLOSES = "{short} (jusqu'au {closes})"
CLOSED = "{short} (clos depuis le {closes})"


def scrutins_words(scrutins: Sequence[PersonScrutin], whole: TimeWindow, moments: Moments) -> str:
    """Return « CTM, CAPN (clos depuis le 3 décembre à 17 h) », or that there are none.

    Args:
        scrutins: Of the person.
        whole: When the vote of the election is open: what each scrutin does without other words.
        moments: The present.
    """
    return ", ".join(_words(one, whole, moments) for one in scrutins) or NONE


def _words(one: PersonScrutin, whole: TimeWindow, moments: Moments) -> str:
    own = TimeWindow(one.opens_at, one.closes_at)
    if own == whole:
        return one.short
    state = own.state(moments.now())
    if state is WindowState.BEFORE and own.opens != whole.opens:
        return OPENS.format(short=one.short, opens=moments.moment(own.opens))
    words = CLOSED if state is WindowState.AFTER else CLOSES
    return words.format(short=one.short, closes=moments.end(own.closes))
