"""The results: for the board once a scrutin is counted, for everybody from the day of the results.

What is shown comes from the result as it is archived, the closed urn, the election file, the lists
and the lots that the board has drawn, each compared with what was sealed or recorded; the ballots
are not read again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from models.context import Context
from models.errors import (
    ResultsNotReady,
    ScrutinUnknown,
    SealBroken,
    WindowNotOpen,
)
from models.rules.calendar import Calendar
from models.rules.seats import allocate
from models.services.board.presence import require_quorum
from models.services.board.recorded_results import in_verification, require_recorded
from models.services.vote.destroyed import destroyed_at
from models.services.vote.parts import Part
from models.services.vote.seal import THE_SEAL, changed_parts, find_seal
from models.settings.presented_lists import lists_and_past
from models.tables.count import ScrutinCount
from models.tables.electors import Scrutin
from models.tables.vote_seal import ScrutinKey
from models.views.bureau import BoardAct, Presence
from models.views.candidate_lists import CandidateList
from models.views.results import ListResult, PastElection, ScrutinResult
from models.views.seats import Allocation, ListVotes
from models.voting.elections import parse_election
from models.voting.messages import Result, canonical


def list_results(context: Context) -> tuple[ScrutinResult, ...]:
    """Return the results of the scrutins that are counted, before the day of the results too.

    They are in the order of the election file; those that cannot be counted are missing.

    Raises:
        SealBroken: A result, the lists or the election file are no more what they were.
        ListsFileError, ElectionFileError: They cannot be read.
    """
    with context.connection(unlimited=True):
        return tuple(_result(context, row, count) for row, count in _counted())


def list_results_before(context: Context, present: Sequence[Presence]) -> tuple[ScrutinResult, ...]:
    """Return the same for the board, which reads them before their day with who leads it.

    Args:
        context: The open election.
        present: The members who have shown who they are; nobody need, once the day of the results
            of each scrutin has come.

    Raises:
        PresenceNeeded: The president or the secretary is missing.
        KeysRefused: The election has no board.
        SealBroken, ListsFileError, ElectionFileError: As `list_results`.
    """
    if context.now < context.election.published_from:
        require_quorum(context, BoardAct.RESULTS, present)
    return list_results(context)


def list_public_results(context: Context) -> tuple[ScrutinResult, ...]:
    """Return the same for anybody: of each scrutin from the first second of its day of results.

    Raises:
        WindowNotOpen: It has not come for any, or not for any that is counted.
        ResultsNotReady: It has come, and no scrutin is counted.
        SealBroken, ListsFileError, ElectionFileError: As `list_results`.
    """
    _require_day(context, context.election.calendar)
    with context.connection(unlimited=True):
        counted = list(_counted())
        if not counted:
            raise ResultsNotReady
        there = [one for one in counted if _is_day(context, one[0])]
        if not there:
            codes = (row.code for row, _ in counted)
            _require_day(context, context.election.calendar_of_all(codes))
        return tuple(_result(context, row, count) for row, count in there)


def show_result(context: Context, code: str) -> ScrutinResult:
    """Return the result of a scrutin for anybody, from the first second of its day.

    Args:
        context: The open election.
        code: Of the scrutin.

    Raises:
        WindowNotOpen: The day of its results has not come.
        ScrutinUnknown: There is no such scrutin.
        ResultsNotReady: It is not counted.
        SealBroken, ListsFileError, ElectionFileError: As `list_results`.
    """
    _require_day(context, context.election.calendar_of(code))
    with context.connection():
        row = Scrutin.get_or_none(Scrutin.code == code)
        if row is None:
            raise ScrutinUnknown
        return result_of(context, row)


def can_see_results(context: Context) -> bool:
    """Return whether anybody can see a result: its scrutin is counted, and its day has come."""
    if context.now < context.election.calendar.results_from:
        return False
    with context.connection():
        return any(_is_day(context, row) for row, _ in _counted())


def lots_due(context: Context) -> tuple[str, ...]:
    """Return the short names of the scrutins in which the board has to draw a lot, in a connection.

    A result that is no more the one that was recorded waits for none: whoever asks for it reads
    why.

    Raises:
        ListsFileError, ElectionFileError: The lists cannot be read.
    """
    return tuple(row.short for row, count in _counted() if _has_lot_due(context, row, count))


def result_of(context: Context, scrutin: Scrutin) -> ScrutinResult:
    """Return the result of a scrutin, inside a connection; whoever calls has asked for the day.

    Args:
        context: The open election.
        scrutin: Its row.

    Raises:
        ResultsNotReady: It is not counted.
        SealBroken: It, its lists or the election file are no more what they were.
        ListsFileError, ElectionFileError: They cannot be read.
    """
    count = ScrutinCount.get_or_none(ScrutinCount.scrutin == scrutin.id)
    if count is None or count.counted_at is None:
        raise ResultsNotReady
    return _result(context, scrutin, count)


def _has_lot_due(context: Context, row: Scrutin, count: ScrutinCount) -> bool:
    try:
        allocation = _result(context, row, count).allocation
    except SealBroken:
        return False
    return allocation is not None and allocation.lot_due is not None


def _is_day(context: Context, row: Scrutin) -> bool:
    """Return whether the day of the results of a scrutin has come."""
    return context.now >= context.election.calendar_of(row.code).results_from


def _require_day(context: Context, calendar: Calendar) -> None:
    """Require that the day of the results of a calendar has come.

    Raises:
        WindowNotOpen: It has not.
    """
    if context.now < calendar.results_from:
        raise WindowNotOpen(moment=calendar.results_from)


def _counted() -> Iterator[tuple[Scrutin, ScrutinCount]]:
    """Yield the scrutins that are counted, in a connection."""
    counts = {
        count.scrutin_id: count
        for count in ScrutinCount.select().where(ScrutinCount.counted_at.is_null(False))
    }
    for row in Scrutin.select().where(Scrutin.id.in_(list(counts))).order_by(Scrutin.position):
        yield row, counts[row.id]


def _result(context: Context, row: Scrutin, count: ScrutinCount) -> ScrutinResult:
    said = context.election.scrutin(row.code)
    lists, past = lists_and_past(context.election, row.code)
    _require_same(context, row, lists)
    closed, lots = require_recorded(context, row, count, lists)
    blank, *votes = _numbers(row, count, lists)
    allocation = _allocation(said.seats, lists, votes, lots)
    return ScrutinResult(
        code=row.code,
        short=said.short,
        title=said.title,
        level=said.level,
        electors=count.electors,
        voters=closed.signatures,
        blank=blank,
        lists=_list_results(lists, votes, allocation, past),
        allocation=allocation,
        closed_at=closed.closed_at,
        counted_at=count.counted_at,
        checked=count.checked,
        archive=count.archive,
        previous=past.name,
        previous_valid=past.valid,
    )


def _numbers(row: Scrutin, count: ScrutinCount, lists: Sequence[CandidateList]) -> tuple[int, ...]:
    """Return the blank votes, and those of each list.

    Raises:
        SealBroken: The result cannot be read, or is one of other lists.
    """
    try:
        (numbers,) = canonical(count.result.encode(), Result).result
    except ValueError as error:
        raise in_verification(row.code) from error
    if len(numbers) != len(lists) + 1:
        raise in_verification(row.code)
    return tuple(numbers)


def _require_same(context: Context, row: Scrutin, lists: Sequence[CandidateList]) -> None:
    """Require that the election file is the sealed one, and the lists those that were voted for.

    Once the keys of the board are destroyed, the audit chain alone tells that.

    Raises:
        SealBroken: They are not.
    """
    if destroyed_at() is not None:
        return
    seal, key = find_seal(), ScrutinKey.get_or_none(ScrutinKey.scrutin == row.id)
    if seal is None or key is None:
        raise SealBroken(parts=[Part.KEYS.label if seal else THE_SEAL])
    if changed_parts(context, seal, (Part.FILE,)):
        raise SealBroken(parts=[Part.FILE.label])
    try:
        (question,) = parse_election(key.election.encode()).parameters.questions
    except ValueError as error:
        raise SealBroken(parts=[Part.KEYS.label]) from error
    if question.answers != tuple(one.name for one in lists):
        raise SealBroken(parts=[Part.LISTS.label])


def _allocation(
    seats: int | None,
    lists: Sequence[CandidateList],
    votes: Sequence[int],
    lots: Mapping[int, int],
) -> Allocation | None:
    """Return the seats as far as they are given; None: how many there are is not known."""
    if seats is None:
        return None
    return allocate(
        seats,
        [
            ListVotes(one.order, number, len(one.candidates))
            for one, number in zip(lists, votes, strict=True)
        ],
        lots,
    )


def _list_results(
    lists: Sequence[CandidateList],
    votes: Sequence[int],
    allocation: Allocation | None,
    past: PastElection,
) -> tuple[ListResult, ...]:
    won = {one.order: one.won for one in allocation.lists} if allocation else {}
    return tuple(
        ListResult(
            order=one.order,
            name=one.name,
            short=one.short,
            votes=number,
            seats=won.get(one.order),
            elected=one.candidates[: won.get(one.order, 0)],
            before=past.lists.get(one.order),
        )
        for one, number in zip(lists, votes, strict=True)
    )
