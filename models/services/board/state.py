"""How far the board is, by what the database and the audit chain have of its acts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from peewee import fn

from models.context import Context
from models.rules.board_stages import board_stages
from models.services.board.closing import LISTS_COMPARED
from models.services.board.incidents import INCIDENTS, WRITTEN
from models.services.board.publishing import PUBLISHED
from models.services.board.results import lots_due
from models.services.vote.keys import list_board
from models.services.vote.seal import KEYS_MADE, find_seal
from models.services.vote.urns import Urn, closing_moment, sealed_urns, subject_of
from models.tables.audit import AuditEvent
from models.tables.count import BoardIncident, MemberDecryption, ScrutinCount
from models.tables.electors import Scrutin
from models.tables.notices import VoteElection
from models.tables.urn import ClosedUrn
from models.tables.vote_seal import ScrutinKey
from models.views.bureau import BoardAct, BoardState
from models.views.vote_board import BoardMember
from models.voting.ceremony import keys_fingerprint

KEYS = KEYS_MADE.partition("/")[0]
"""What the audit chain calls the ceremony."""
ACTS = {
    PUBLISHED.partition("/")[0]: BoardAct.PUBLISH,  # by the board, or by the administrator alone
    WRITTEN.partition("/")[0]: BoardAct.INCIDENT,  # typed by a member, or found by the program
    LISTS_COMPARED: BoardAct.CLOSE,  # again, with lists that had not been compared
}
"""Events that are acts of the board by another name."""
IN_MINUTES = (BoardAct.CLOSE, BoardAct.INCIDENT, BoardAct.LOT, BoardAct.FINISH_COUNT)
"""Acts that the minutes tell of and that may come after they were written."""


def read_state(context: Context) -> BoardState:
    """Return how far the board is; only what is read in a moment.

    Raises:
        KeysRefused: The election file has no board.
        ListsFileError, ElectionFileError: It is counted, and the lists cannot be read.
    """
    members, now = list_board(context), context.now
    board = context.election.board
    threshold = board.threshold if board else len(members)
    calendar = context.election.calendar
    with context.connection():
        seal = find_seal()
        acts = _acts(context, sealed_urns() if seal else ())
        keys = _keys(members, threshold)
        counted_at, added_up = _count()
        state = BoardState(
            members=members,
            threshold=threshold,
            keys_made_at=acts.at.get(KEYS) if keys.made else None,
            keys=keys.fingerprint if _is_noted(keys.fingerprint, acts.keys) else "",
            trial_held_at=acts.at.get(BoardAct.TRIAL) if keys.made else None,
            sealed_at=seal.sealed_at if seal else None,
            seal=seal.fingerprint if seal else "",
            begun=now >= calendar.vote_opens,
            over=now >= calendar.last_ballots,
            closed_at=closing_moment(),
            added_up=added_up,
            came=_came(),
            counted_at=counted_at,
            lots_due=lots_due(context) if counted_at else (),
            minutes_at=acts.whole(BoardAct.MINUTES),
            published_at=acts.whole(BoardAct.PUBLISH),
            incidents=BoardIncident.select().count(),
            minutes_again=acts.is_outdated(BoardAct.MINUTES),
        )
    stages = board_stages(
        state,
        opens=calendar.vote_opens,
        closes=calendar.last_ballots,
        results_from=context.election.published_from,
    )
    return replace(state, stages=stages)


@dataclass(frozen=True, slots=True)
class _Acts:
    """What the audit chain has.

    Attributes:
        at: When each act was done last; what was done with other keys is left out.
        places: Where in the chain that is.
        changed: Where in the chain the last thing is that goes into the minutes; 0: nothing is.
        keys: How the fingerprint of the keys begins; empty without keys.
    """

    at: Mapping[str, datetime]
    places: Mapping[str, int]
    changed: int
    keys: str

    def is_outdated(self, act: BoardAct) -> bool:
        """Return whether an act was done, and something has come since that it should hold."""
        return act in self.places and self.places[act] < self.changed

    def whole(self, act: BoardAct) -> datetime | None:
        """Return when an act was done last, None if it was not, or is outdated."""
        return None if self.is_outdated(act) else self.at.get(act)


def _acts(context: Context, urns: Iterable[Urn]) -> _Acts:
    at: dict[str, datetime] = {}
    places: dict[str, int] = {}
    keys, changed = "", 0
    # The subjects are what keeps it from reading millions of events: those of these are few.
    named = ("", INCIDENTS, *map(subject_of, urns))
    subjects = [context.pseudonym("person", subject) for subject in named]
    events = AuditEvent.select(AuditEvent.kind, AuditEvent.at, AuditEvent.sequence).where(
        AuditEvent.subject.in_(subjects),
        reduce(or_, (AuditEvent.kind.startswith(name) for name in ("board_", *ACTS))),
    )
    for event in events.order_by(AuditEvent.sequence):
        name, _, noted = event.kind.partition("/")
        if name == KEYS:
            at, places, keys = {}, {}, noted
        act = ACTS.get(name, name.removeprefix("board_") if name != KEYS else KEYS)
        at[act], places[act] = event.at, event.sequence
        if act in IN_MINUTES:
            changed = event.sequence
    return _Acts(at, places, changed, keys)


def _is_noted(fingerprint: str, beginning: str) -> bool:
    return bool(beginning) and fingerprint.startswith(beginning)


@dataclass(frozen=True, slots=True)
class _Keys:
    made: bool
    fingerprint: str


def _keys(members: tuple[BoardMember, ...], threshold: int) -> _Keys:
    """Return whether there are keys, and the fingerprint that they have with this board."""
    rows: Any = (
        VoteElection.select(VoteElection.uuid, ScrutinKey.trustees)
        .join(Scrutin)
        .join(ScrutinKey)
        .tuples()
    )
    texts = {uuid: trustees.encode() for uuid, trustees in rows}
    named = [(member.name, member.role) for member in members]
    return _Keys(bool(texts), keys_fingerprint(texts, named, threshold) if texts else "")


def _count() -> tuple[datetime | None, bool]:
    """Return when the last urn was counted, None if some are not; and whether any is added up.

    Urns that cannot be counted keep nothing from being done: their minutes say why.
    """
    columns = (ScrutinCount.counted_at, ScrutinCount.added_up_at, ScrutinCount.trouble)
    rows: Any = list(ScrutinCount.select(*columns).tuples())
    over: list[datetime] = [
        counted or added_up for counted, added_up, trouble in rows if counted or trouble
    ]
    whole = bool(over) and len(over) == len(rows) >= ClosedUrn.select().count()
    return max(over) if whole else None, any(not trouble for _, _, trouble in rows)


def _came() -> tuple[int, ...]:
    first = fn.MIN(MemberDecryption.recorded_at)
    rows: Any = (
        MemberDecryption.select(MemberDecryption.member)
        .group_by(MemberDecryption.member)
        .order_by(first, MemberDecryption.member)
        .tuples()
    )
    return tuple(member for (member,) in rows)
