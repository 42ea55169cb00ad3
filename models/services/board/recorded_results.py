"""What the audit chain has of a result: whatever is shown of it is compared with that.

The database alone can be rewritten by whoever gets hold of it; an event of the chain is keyed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256

import msgspec

from models.context import Context
from models.errors import SealBroken
from models.services.audit.proven import proven_events
from models.services.audit.trail import record
from models.services.vote.urns import LONGEST_KIND
from models.settings.presented_lists import lists_and_past
from models.tables.audit import AuditEvent
from models.tables.count import DrawnLot, ScrutinCount
from models.tables.electors import Scrutin
from models.tables.urn import ClosedUrn
from models.views.candidate_lists import CandidateList

RESULT = "result/{fingerprint}"
"""What the audit chain calls a result: the fingerprint is that of all that is shown of it."""
LOT_DRAWN = "lot_drawn/{seat}/{winner}/{code}"
"""Likewise a lot that the board has drawn."""

VERIFIED = (
    "Le résultat de {code} est en cours de vérification : ce que la base en a n'est plus ce que le "
    "bureau a dépouillé. Rien n'en est affiché ni publié. Prévenez le bureau de vote : il compare "
    "la base avec une sauvegarde."
)


def subject_of_result(code: str) -> str:
    """Return under which name the audit chain has the result of a scrutin and its lots.

    By the code of the scrutin: the purge destroys the identifier of its election.
    """
    return f"result/{code}"


def in_verification(code: str) -> SealBroken:
    """Return what is raised instead of showing a result that is not the one that was recorded."""
    return SealBroken(VERIFIED.format(code=code), parts=[code])


def record_result(context: Context, scrutin: Scrutin, source: str) -> None:
    """Write into the audit chain what will be shown of a result, in its transaction.

    Raises:
        SealBroken: The row of its closing is gone.
        ListsFileError, ElectionFileError: The lists cannot be read.
    """
    count = ScrutinCount.get(ScrutinCount.scrutin == scrutin.id)
    closed = ClosedUrn.get_or_none(ClosedUrn.scrutin == scrutin.id)
    if closed is None:
        raise in_verification(scrutin.code)
    lists, _ = lists_and_past(context.election, scrutin.code)
    fingerprint = _fingerprint(context, scrutin.code, count, closed, lists)
    kind = RESULT.format(fingerprint=fingerprint)[:LONGEST_KIND]
    record(context, kind, subject_of_result(scrutin.code), source)


def record_lot(context: Context, code: str, seat: int, winner: int, source: str) -> None:
    """Write a lot into the audit chain, in the transaction that keeps it."""
    kind = LOT_DRAWN.format(seat=seat, winner=winner, code=code)[:LONGEST_KIND]
    record(context, kind, subject_of_result(code), source)


def require_recorded(
    context: Context,
    scrutin: Scrutin,
    count: ScrutinCount,
    lists: Sequence[CandidateList],
) -> tuple[ClosedUrn, dict[int, int]]:
    """Require that a result is the one that was recorded, and its lots those that were drawn.

    Args:
        context: The open election, inside a connection.
        scrutin: Its row.
        count: Its count.
        lists: Its lists, as the election has them now.

    Returns:
        The closing of its urn, and the order of the list that each seat went to by lot.

    Raises:
        SealBroken: Something of it is not what the audit chain has.
    """
    code = scrutin.code
    events = proven_events(context, subject_of_result(code))
    recorded = [one for one in events if one.kind.startswith(RESULT.format(fingerprint=""))]
    closed = ClosedUrn.get_or_none(ClosedUrn.scrutin == scrutin.id)
    if closed is None or not recorded:
        raise in_verification(code)
    newest = recorded[-1]
    fingerprint = _fingerprint(context, code, count, closed, lists)
    if newest.kind != RESULT.format(fingerprint=fingerprint)[:LONGEST_KIND]:
        raise in_verification(code)
    rows = DrawnLot.select().where(DrawnLot.scrutin == scrutin.id)
    lots = {row.seat: row.winner for row in rows}
    # A demonstration counts again when its clock is moved back: earlier lots are of no result.
    if lots != _lots(event for event in events if event.sequence > newest.sequence):
        raise in_verification(code)
    return closed, lots


def _lots(events: Iterable[AuditEvent]) -> dict[int, int]:
    drawn = (event.kind.split("/") for event in events if event.kind.startswith("lot_drawn/"))
    return {int(seat): int(winner) for _, seat, winner, *_ in drawn}


def _fingerprint(
    context: Context,
    code: str,
    count: ScrutinCount,
    closed: ClosedUrn,
    lists: Sequence[CandidateList],
) -> str:
    """Return the fingerprint of all that is shown of a result: hexadecimal SHA-256.

    The lists are without their professions de foi, which nobody needs once the vote is over.
    """
    said = context.election.scrutin(code)
    counted = (count.ballots, count.electors, count.result, count.archive, count.checked)
    closing = (closed.ballots, closed.signatures, closed.fingerprint)
    facts = (
        (code, said.short, said.title, said.level, said.seats),
        [(one.order, one.name, one.short, one.candidates) for one in lists],
        (*counted, _said(count.counted_at)),
        (*closing, _said(closed.closed_at)),
    )
    return sha256(msgspec.json.encode(facts)).hexdigest()


def _said(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
