"""The board's acts as the audit chain has them, for the minutes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.context import Context
from models.rules.board_numbers import read_members
from models.services.board.recorded_results import LOT_DRAWN, subject_of_result
from models.services.vote.closing import CLOSED
from models.services.vote.tallies import COUNTED
from models.services.vote.urns import LONGEST_KIND, Urn, subject_of
from models.tables.audit import AuditEvent
from models.views.bureau import BoardAct
from models.views.minutes import MinutesAct

PREFIX = "board_"
KEYS, SHARE = "keys", "share"
TOLD_ACTS = frozenset(
    {
        BoardAct.TRIAL,
        BoardAct.SEAL,
        BoardAct.HAND_LISTS,
        BoardAct.CLOSE,
        BoardAct.ADD_UP,
        SHARE,
        BoardAct.FINISH_COUNT,
        BoardAct.LOT,
    }
)
"""Acts that the minutes name, besides the keys. Writing them down and publishing come after."""


@dataclass(frozen=True, slots=True)
class BoardEvent:
    """An event of the audit chain that concerns no person.

    Attributes:
        sequence: Its place in the chain.
        kind: What happened.
        at: Aware; when, by the clock of that moment.
    """

    sequence: int
    kind: str
    at: datetime


def board_events(context: Context) -> tuple[BoardEvent, ...]:
    """Return the events of the whole board, oldest first, inside a connection.

    They are found by the subject that all of them have, nobody: the chain has millions of others.
    """
    return tuple(_events_of(context, ""))


def last_of_count(
    context: Context, urn: Urn, lots: Collection[tuple[int, int]], events: Sequence[BoardEvent]
) -> int | None:
    """Return the place in the chain at which the count of an urn ends, inside a connection.

    Args:
        context: The open election.
        urn: That is counted.
        lots: The seats that were drawn, each with the list that has it.
        events: Those of the whole board.

    Returns:
        That of its last event; None: the chain has none.
    """
    counted = [
        event.sequence
        for event in _events_of(context, subject_of(urn))
        if event.kind.partition("/")[0] == COUNTED
    ]
    drawn = {
        LOT_DRAWN.format(seat=seat, winner=winner, code=urn.code)[:LONGEST_KIND]
        for seat, winner in lots
    }
    of_result = _events_of(context, subject_of_result(urn.code))
    ends = [*counted, *(event.sequence for event in of_result if event.kind in drawn)]
    if not ends:
        return None
    # The act of a count is written right after the first of its results, in one transaction.
    after = next((one for one in events if one.sequence == max(ends) + 1), None)
    is_act = after is not None and after.kind.startswith(f"{PREFIX}{BoardAct.FINISH_COUNT}/")
    return max(ends) + is_act


def acts_until(events: Sequence[BoardEvent], last: int | None) -> tuple[MinutesAct, ...]:
    """Return the acts of the board with its last keys.

    Moments tell nothing of their order: a clock may have been set back.

    Args:
        events: Those of the whole board, oldest first.
        last: The place in the chain of the last one; None: all of them.

    Returns:
        Them; a closing at which no member was there has none.
    """
    found: list[MinutesAct] = []
    for event in events:
        name, _, rest = event.kind.removeprefix(PREFIX).partition("/")
        if event.kind == CLOSED and (last is None or event.sequence <= last):
            found.append(MinutesAct(BoardAct.CLOSE, event.at, ()))
        elif not event.kind.startswith(PREFIX):
            continue
        elif name == KEYS:
            found = [MinutesAct(KEYS, event.at, ())]
        elif name in TOLD_ACTS and (last is None or event.sequence <= last):
            act = MinutesAct(name, event.at, tuple(read_members(rest)))
            alone = found and (found[-1].name, found[-1].members) == (BoardAct.CLOSE, ())
            if name == BoardAct.CLOSE and alone:
                found.pop()  # the members of that same closing
            found.append(act)
    return tuple(found)


def _events_of(context: Context, name: str) -> Iterator[BoardEvent]:
    rows: Any = (
        AuditEvent.select(AuditEvent.sequence, AuditEvent.kind, AuditEvent.at)
        .where(AuditEvent.subject == context.pseudonym("person", name))
        .order_by(AuditEvent.sequence)
        .tuples()
    )
    return (BoardEvent(*row) for row in rows)
