"""Counting how far the election is, and writing the counts to a file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from models.context import Context
from models.files.whole import whole_file
from models.services.administration.progress_counts import counted, everybody, mails, total_of
from models.services.shared.own_files import own_files
from models.services.vote.seal import find_seal
from models.tables.electors import Elector
from models.tables.installation import PURGED, Installation, KeptCount
from models.views.administration import Status, StatusAxis, StatusCount
from models.views.csv_tables import status_csv


def export_status(
    context: Context, path: Path, by: StatusAxis, *, mark: bool = False, force: bool = False
) -> Status:
    """Write what the status counts into a file, and return it.

    Args:
        context: The open election.
        path: The file to write, 0600.
        by: Along which axis.
        mark: Begin with the byte order mark by which spreadsheets recognise UTF-8.
        force: Replace a file.

    Raises:
        OutputRefused: The file cannot be written, or exists already.
    """
    found = count_progress(context, by)
    with whole_file(path, force=force, kept=own_files(context)) as file:
        file.write(status_csv(found).encode("utf-8-sig" if mark else "utf-8"))
    return found


TOTAL = "total"
"""The axis under which the whole is kept."""


def count_progress(context: Context, by: StatusAxis = StatusAxis.CORPS) -> Status:
    """Count electors, mailboxes opened, accounts created and confirmed.

    After a purge the counts are those of its moment.
    """
    with context.connection(unlimited=True):
        purged_at = purge_moment()
        total, lines = _kept(by) if purged_at else fresh_counts(context, by)
        sent = mails(context)
    return Status(
        title=context.election.title,
        axis=by,
        at=context.now,
        total=total,
        lines=lines,
        mails=sent,
        purged_at=purged_at,
        opens_mailboxes=context.election.path.has_mailbox,
    )


def count_whole() -> StatusCount:
    """Return the counts of the whole roll, inside a connection; after a purge, of its moment."""
    return _kept(StatusAxis.CORPS)[0] if purge_moment() else everybody()


def fresh_counts(context: Context, by: StatusAxis) -> tuple[StatusCount, tuple[StatusCount, ...]]:
    """Return the total and the lines along an axis as they are, inside a connection."""
    lines = counted(context, by)
    alone = by in {StatusAxis.CORPS, StatusAxis.SCHOOL}  # an elector is in one line only
    return total_of(lines) if alone else everybody(), lines


def purge_moment() -> datetime | None:
    """Return when the people were deleted, inside a connection; None once there are others.

    After a sealed vote it is when their accounts were: its roll stays with the urns.
    """
    fact = Installation.get_or_none(Installation.name == PURGED)
    if fact is None or (Elector.select().exists() and find_seal() is None):
        return None
    return datetime.fromisoformat(fact.value)


FEWEST = 5
"""People of a line that is kept after the purge."""
OTHERS = f"ceux de moins de {FEWEST} personnes, ensemble"


def keep_counts(context: Context) -> None:
    """Keep the counts of every axis as numbers, inside the transaction of a purge."""
    KeptCount.delete().execute()
    for axis in StatusAxis:
        total, lines = fresh_counts(context, axis)
        kept = lines if axis is StatusAxis.DAY else together(lines)
        for position, line in enumerate(kept):
            _keep(axis.value, position, line)
    _keep(TOTAL, 0, total)


def together(lines: tuple[StatusCount, ...]) -> tuple[StatusCount, ...]:
    """Return lines of which none counts so few people that it says what one of them did.

    The smallest are one line, of at least `FEWEST` people if there are as many.
    """
    by_size = sorted(lines, key=lambda line: line.electors)
    few = [line for line in by_size if 0 < line.electors < FEWEST]
    rest = [line for line in by_size if line.electors >= FEWEST]
    while few and rest and sum(line.electors for line in few) < FEWEST:
        few.append(rest.pop(0))
    if not few:
        return lines
    names = {line.key for line in few}
    sums = (
        sum(getattr(line, name) for line in few)
        for name in ("electors", "opened", "accounts", "confirmed")
    )
    others = (line for line in lines if line.key not in names)
    return (*others, StatusCount("", OTHERS, *sums))


def _keep(axis: str, position: int, line: StatusCount) -> None:
    KeptCount.insert(
        axis=axis,
        position=position,
        key=line.key,
        label=line.label,
        electors=line.electors,
        opened=line.opened,
        accounts=line.accounts,
        confirmed=line.confirmed,
    ).execute()


def _kept(by: StatusAxis) -> tuple[StatusCount, tuple[StatusCount, ...]]:
    """Return the total and the lines that a purge has left."""
    query = KeptCount.select().where(KeptCount.axis.in_([by.value, TOTAL]))
    rows = list(query.order_by(KeptCount.position))
    lines = [(row.axis, _line(row)) for row in rows]
    return (
        next(line for axis, line in lines if axis == TOTAL),
        tuple(line for axis, line in lines if axis == by.value),
    )


def _line(row: KeptCount) -> StatusCount:
    return StatusCount(row.key, row.label, row.electors, row.opened, row.accounts, row.confirmed)
