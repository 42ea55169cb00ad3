"""How far the count is, by what the database has of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from models.context import Context
from models.rules.board import still_needed
from models.services.vote.keys import list_board, require_board
from models.services.vote.urns import Urn, sealed_urns
from models.tables.count import MemberDecryption, ScrutinCount
from models.tables.electors import Scrutin
from models.tables.urn import ClosedUrn
from models.views.bureau import CountState, UrnCount


@dataclass(frozen=True, slots=True)
class CountRows:
    """What the database has of a count.

    Attributes:
        urns: Those in which people vote, in the election file's order.
        counts: How far each is, by the number of its scrutin.
        came: Numbers of the members who have opened all urns that wait, in the order they came;
            of those that are counted, once none waits.
    """

    urns: tuple[Urn, ...]
    counts: Mapping[int, ScrutinCount]
    came: tuple[int, ...]

    @property
    def unchecked(self) -> tuple[Urn, ...]:
        """Urns through which nobody has gone yet."""
        return tuple(urn for urn in self.urns if urn.scrutin not in self.counts)

    @property
    def troubled(self) -> tuple[Urn, ...]:
        """Urns whose ballots could not be added up."""
        return tuple(
            urn
            for urn in self.urns
            if urn.scrutin in self.counts and not self.counts[urn.scrutin].tally
        )

    @property
    def waiting(self) -> tuple[Urn, ...]:
        """Urns whose ballots are added up and not counted yet."""
        return tuple(
            urn
            for urn in self.urns
            if urn.scrutin in self.counts and is_waiting(self.counts[urn.scrutin])
        )


def is_waiting(row: ScrutinCount) -> bool:
    """Return whether the ballots of an urn are added up and not counted yet."""
    return bool(row.tally) and row.counted_at is None


def count_rows() -> CountRows:
    """Return what the database has of the count, inside a connection.

    Raises:
        NothingToDo: The election is not sealed.
    """
    counts = {row.scrutin_id: row for row in ScrutinCount.select()}
    return CountRows(sealed_urns(), counts, _came(counts))


def count_state(context: Context) -> CountState:
    """Return how far the count is.

    Raises:
        NothingToDo: The election is not sealed.
        KeysRefused: The election has no board.
    """
    board = require_board(context)
    members = list_board(context)
    with context.connection():
        rows = count_rows()
        shorts = {row.id: row.short for row in Scrutin.select(Scrutin.id, Scrutin.short)}
        closed = {row.scrutin_id: row.ballots for row in ClosedUrn.select()}
    roles = [member.role for member in members if member.number in rows.came]
    needed = still_needed(roles, board.threshold)
    return CountState(
        urns=tuple(
            _urn_count(urn, shorts[urn.scrutin], closed.get(urn.scrutin, 0), rows.counts)
            for urn in rows.urns
        ),
        members=members,
        came=rows.came,
        threshold=board.threshold,
        leader_needed=needed.leader,
        delegates_needed=needed.delegates,
    )


def _urn_count(urn: Urn, short: str, closed: int, counts: Mapping[int, ScrutinCount]) -> UrnCount:
    row = counts.get(urn.scrutin)
    return UrnCount(
        code=urn.code,
        short=short,
        title=urn.title,
        ballots=row.ballots if row else closed,
        added_up=bool(row and row.tally),
        trouble=row.trouble if row else "",
        counted_at=row.counted_at if row else None,
    )


def _came(counts: Mapping[int, ScrutinCount]) -> tuple[int, ...]:
    """Return the members who have opened all urns that can be opened, in the order they came."""
    added_up = {scrutin for scrutin, row in counts.items() if row.tally}
    urns = {scrutin for scrutin in added_up if is_waiting(counts[scrutin])} or added_up
    first: dict[int, datetime] = {}
    opened: defaultdict[int, set[int]] = defaultdict(set)
    columns = (MemberDecryption.scrutin, MemberDecryption.member, MemberDecryption.recorded_at)
    order = (MemberDecryption.recorded_at, MemberDecryption.member)
    for row in MemberDecryption.select(*columns).order_by(*order):
        first.setdefault(row.member, row.recorded_at)
        opened[row.member].add(row.scrutin_id)
    return tuple(member for member in first if urns and urns <= opened[member])
