"""Closing the urns: no ballot comes any more, and nothing tells in which order they came."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from models.context import Context
from models.errors import DatabaseBusy, DatabaseUnavailable, DiskFull, WindowNotOpen
from models.rules.french_dates import say_end
from models.services.audit.trail import record
from models.services.vote.kept_lists import compare_lists, files_of
from models.services.vote.urns import (
    Urn,
    ballots_of,
    closing_moment,
    count_ballots,
    list_kind,
    noted_lists,
    sealed_urns,
    subject_of,
    trackers_of,
    urn_snapshot,
)
from models.services.vote.votes_taken import votes_taken
from models.tables.installation import Installation
from models.tables.urn import ClosedUrn, Signature, UrnBallot
from models.views.vote_days import Closing, UrnAtClosing
from models.voting.ballots import tracker

CLOSED = "vote_closed"
"""What the audit chain calls the closing; it is followed by an event for each urn."""
URN_CLOSED = "closed"
"""Likewise an urn: this, the identifier of the election, its ballots, their fingerprint."""
LIST_CLOSED = "signed"
"""Likewise how many lines its signature list has."""
ORDER = "urn_order_kept"
"""The fact that the urns are closed, and the order in which ballots came may still be seen."""

TOO_EARLY = (
    "Le vote n'est pas fini : les urnes se ferment à partir du {moment}. Rien n'a changé ; "
    "recommencez alors."
)


def close_vote(
    context: Context,
    *,
    lists: Path | None = None,
    source: str,
    then: Callable[[], object] | None = None,
) -> Closing:
    """Close the urns, unless they are; then rewrite and compare what they hold.

    Called again it changes nothing but what was interrupted, and compares again.

    Args:
        context: The open election.
        lists: A folder with the lists that the board has kept.
        source: Who asked for it, for the audit trail.
        then: Called once they are closed, last in the transaction: what else is written with it;
            not if they were closed before.

    Raises:
        NothingToDo: The election is not sealed.
        WindowNotOpen: The vote goes on.
        OutputRefused: The folder of the lists cannot be read; nothing was closed.
        DiskFull: There is no room for temporary files; the urns are closed.
    """
    files = None if lists is None else files_of(lists)
    with context.connection(unlimited=True):
        urns = sealed_urns()
        before = closing_moment() is not None or not _close(context, urns, source, then)
    in_order = _forget_order(context)
    with urn_snapshot(context), _held_trackers(context, urns) as held:
        compared = None
        if files is not None:
            compared = compare_lists(context, files, {urn: held[urn].file for urn in urns})
        taken = votes_taken(context)
        return Closing(
            closed_at=closing_moment() or context.now,
            before=before,
            urns=tuple(_compared(urn, held[urn], taken.of(urn)) for urn in urns),
            in_order=in_order,
            lists=compared,
            chain_fault=taken.fault,
        )


def _close(
    context: Context, urns: tuple[Urn, ...], source: str, then: Callable[[], object] | None
) -> bool:
    """Close the urns in one transaction; return False if another process was first.

    The event comes first: it locks the audit chain, on which each ballot waits, and whoever has
    waited finds its urn closed.

    Raises:
        WindowNotOpen: The vote goes on.
    """
    calendar = context.election.calendar
    if context.now < calendar.last_ballots:
        moment = say_end(calendar.last_ballots, calendar.zone)
        raise WindowNotOpen(TOO_EARLY.format(moment=moment), moment=calendar.last_ballots)
    with context.store.database.atomic() as transaction:
        record(context, CLOSED, "", source)
        if closing_moment() is not None:
            transaction.rollback()
            return False
        for urn in urns:
            closed = _closed_urn(context, urn)
            closed.save(force_insert=True)
            kind = list_kind(URN_CLOSED, urn, closed.ballots, closed.fingerprint)
            record(context, kind, subject_of(urn), source)
            kind = list_kind(LIST_CLOSED, urn, closed.signatures, "")
            record(context, kind, subject_of(urn), source)
        Installation.insert(
            name=ORDER, value=context.now.isoformat()
        ).on_conflict_ignore().execute()
        if then is not None:
            then()
    return True


def _closed_urn(context: Context, urn: Urn) -> ClosedUrn:
    """Return the line of an urn as it is now, in a transaction."""
    fingerprint = sha256()
    for line in trackers_of(context, urn):
        fingerprint.update(line)
    return ClosedUrn(
        scrutin=urn.scrutin,
        closed_at=context.now,
        ballots=count_ballots(urn),
        signatures=Signature.select().where(Signature.scrutin == urn.scrutin).count(),
        fingerprint=fingerprint.hexdigest(),
    )


def _forget_order(context: Context) -> bool:
    """Rewrite the urns if that is not done; return whether it is."""
    key = [UrnBallot.scrutin.column_name, UrnBallot.tracker.column_name]
    order_kept = Installation.name == ORDER
    try:
        with context.connection(unlimited=True):
            if not Installation.select().where(order_kept).exists():
                return True
            done = context.store.dialect.urns.forget_order("urn_ballot", key)
            if done:
                Installation.delete().where(order_kept).execute()
            return done
    except (DatabaseBusy, DatabaseUnavailable, DiskFull):
        return False


@dataclass(frozen=True, slots=True)
class _Trackers:
    """The trackers of an urn, sorted, a line each: in a temporary file, with its fingerprint."""

    file: IO[bytes]
    fingerprint: str
    altered: int
    """Ballots that are no more those of their trackers."""


@contextmanager
def _held_trackers(context: Context, urns: tuple[Urn, ...]) -> Iterator[dict[Urn, _Trackers]]:
    """Give the trackers of each urn, inside a snapshot."""
    with ExitStack() as stack:
        files = {urn: stack.enter_context(TemporaryFile()) for urn in urns}
        yield {urn: _held(context, urn, file) for urn, file in files.items()}


def _held(context: Context, urn: Urn, file: IO[bytes]) -> _Trackers:
    """Write the trackers of an urn into a file, each compared with its ballot."""
    digest, altered = sha256(), 0
    for kept, text in ballots_of(context, urn):
        line = f"{kept}\n".encode()
        file.write(line)
        digest.update(line)
        altered += tracker(text) != kept
    return _Trackers(file, digest.hexdigest(), altered)


def _compared(urn: Urn, held: _Trackers, taken: int | None) -> UrnAtClosing:
    """Return an urn as it was closed, compared with what it holds."""
    closed = ClosedUrn.get_or_none(ClosedUrn.scrutin == urn.scrutin)
    if closed is None:  # somebody has taken its line away
        return UrnAtClosing(urn.code, urn.title, 0, 0, "", intact=False, altered=held.altered)
    signatures = Signature.select().where(Signature.scrutin == urn.scrutin).count()
    return UrnAtClosing(
        code=urn.code,
        title=urn.title,
        ballots=closed.ballots,
        signatures=closed.signatures,
        fingerprint=closed.fingerprint,
        intact=(closed.fingerprint, closed.signatures) == (held.fingerprint, signatures),
        altered=held.altered,
        taken=taken,
    )


def is_closed_with(context: Context, urn: Urn, ballots: int, fingerprint: str) -> bool:
    """Return whether an urn was closed with these ballots, inside a connection.

    Both are asked: the line of its closing, which has the whole fingerprint, and the audit chain,
    which is keyed.

    Args:
        context: The open election.
        urn: Which one.
        ballots: How many.
        fingerprint: Of their trackers, sorted, a line each: hexadecimal SHA-256.

    Raises:
        SealBroken: The chain was edited.
    """
    closed = ClosedUrn.get_or_none(ClosedUrn.scrutin == urn.scrutin)
    return (
        closed is not None
        and closed.fingerprint == fingerprint
        and ballots == closed_ballots(context, urn)
    )


def closed_ballots(context: Context, urn: Urn) -> int | None:
    """Return how many ballots an urn was closed with, inside a connection.

    Returns:
        None: it is not closed, or the line of its closing is not what the audit chain has.

    Raises:
        SealBroken: The chain was edited.
    """
    closed = ClosedUrn.get_or_none(ClosedUrn.scrutin == urn.scrutin)
    noted = noted_lists(context, urn, URN_CLOSED)
    signed = noted_lists(context, urn, LIST_CLOSED)
    if (
        closed is None
        or not noted
        or closed.ballots != noted[-1].ballots
        or not closed.fingerprint.startswith(noted[-1].beginning)
        or (signed and closed.signatures != signed[-1].ballots)  # not noted by earlier versions
    ):
        return None
    return int(closed.ballots)
