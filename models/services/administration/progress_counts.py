"""Counting how far the electors have come, in SQL, in one pass over the roll.

An index of the corps makes it slower: the accounts would then be looked up out of
order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC
from typing import Any

from peewee import JOIN, SQL, Expression, Value, fn

from models.context import Context
from models.services.sending.outgoing import mails_in_the_last_hour
from models.services.shared.electors_in_parts import rows_in_parts
from models.storage.dialect import start_of
from models.tables.accounts import VoterAccount
from models.tables.electors import Elector, RollEntry, Scrutin
from models.tables.mailboxes import MailboxOpening
from models.tables.mails import WaitingMail
from models.views.administration import MailCounts, StatusAxis, StatusCount
from models.views.mail import MailState, OwnReply

Counts = tuple[int, int, int, int]
"""Electors, mailboxes opened, accounts created, accounts confirmed."""

UNKNOWN_SCHOOL = "Établissement non renseigné"


def counted(context: Context, axis: StatusAxis) -> tuple[StatusCount, ...]:
    """Return the lines of the status along an axis, inside a connection."""
    if axis is StatusAxis.DAY:
        return _by_day(context)
    if axis is StatusAxis.SCRUTIN:
        return _by_scrutin(context)
    if axis is StatusAxis.SCHOOL:
        lines = [
            StatusCount(uai, name if uai and name else UNKNOWN_SCHOOL, *counts)
            for uai, name, counts in _grouped(context, Elector.uai, fn.MAX(Elector.school))
        ]
        return tuple(sorted(lines, key=lambda line: line.key))
    names = context.election.corps
    lines = [
        StatusCount(corps, names.get(corps, (corps,))[0], *counts)
        for corps, _, counts in _grouped(context, Elector.corps, Value(""))
    ]
    return tuple(sorted(lines, key=lambda line: (-line.electors, line.key)))


def total_of(lines: Iterable[StatusCount]) -> StatusCount:
    """Return the sums of lines that share no elector."""
    held = list(lines)
    sums = (
        sum(getattr(line, name) for line in held)
        for name in ("electors", "opened", "accounts", "confirmed")
    )
    return StatusCount("total", "Ensemble", *sums)


def everybody() -> StatusCount:
    """Return the counts of the whole roll, inside a connection."""
    accounts, confirmed = VoterAccount.select(
        fn.COUNT(VoterAccount.id), fn.COUNT(VoterAccount.confirmed_at)
    ).scalar(as_tuple=True)
    electors = Elector.select(fn.COUNT(Elector.id)).scalar()
    opened = MailboxOpening.select(fn.COUNT(MailboxOpening.elector)).scalar()
    return StatusCount("total", "Ensemble", electors, opened, accounts, confirmed)


def mails(context: Context) -> MailCounts:
    """Return the mails by state, inside a connection; those a newer code replaced are left out."""
    by_state: Any = WaitingMail.select(WaitingMail.state, fn.COUNT(SQL("1")))
    states = Counter(dict(by_state.group_by(WaitingMail.state).tuples()))
    replaced = WaitingMail.select().where(
        (WaitingMail.state == MailState.REFUSED) & (WaitingMail.reply == OwnReply.REPLACED)
    )
    oldest = WaitingMail.select(fn.MIN(WaitingMail.created_at)).where(
        WaitingMail.state == MailState.WAITING
    )
    return MailCounts(
        waiting=states[MailState.WAITING],
        full=states[MailState.FULL],
        sent=states[MailState.SENT],
        refused=states[MailState.REFUSED] - replaced.count(),
        oldest_waiting=oldest.scalar(),
        last_hour=mails_in_the_last_hour(context),
        most_an_hour=context.election.security.mails_per_hour,
    )


def _counts() -> list[Any]:
    return [
        fn.COUNT(MailboxOpening.opened_at),
        fn.COUNT(VoterAccount.id),
        fn.COUNT(VoterAccount.confirmed_at),
    ]


def _grouped(context: Context, key: Any, name: Any) -> list[tuple[str, str, Counts]]:
    """Return the roll counted by a column: its value, the last name of it, the counts."""

    def of(part: Expression) -> Any:
        return (
            Elector.select(key, name, fn.COUNT(Elector.id), *_counts())
            .join(MailboxOpening, JOIN.LEFT_OUTER, on=(MailboxOpening.elector == Elector.id))
            .switch(Elector)
            .join(VoterAccount, JOIN.LEFT_OUTER, on=(VoterAccount.elector == Elector.id))
            .where(part)
            .group_by(key)
            .tuples()
        )

    sums: dict[str, Counts] = {}
    names: dict[str, str] = {}
    for value, named, *counts in rows_in_parts(context, Elector.id, of):
        sums[value] = _added(sums.get(value), counts)
        names[value] = max(named or "", names.get(value, ""))
    return [(value, names[value], counts) for value, counts in sums.items()]


def _added(held: Counts | None, more: Sequence[int]) -> Counts:
    """Return electors, openings, accounts and confirmations of two parts together."""
    first, second, third, fourth = (
        one + other for one, other in zip(held or (0, 0, 0, 0), more, strict=True)
    )
    return first, second, third, fourth


def _by_scrutin(context: Context) -> tuple[StatusCount, ...]:
    """Return the counts by scrutin: electors of the same set of scrutins are counted together."""
    dialect = context.store.dialect
    entry: Any = RollEntry
    number = entry.scrutin_id.cast("text")

    def of(part: Expression) -> Any:
        each = (
            entry.select(
                entry.elector_id.alias("elector"), dialect.joined_text(number, ",").alias("called")
            )
            .where(part)
            .group_by(entry.elector_id)
            .alias("each_one")
        )
        return (
            entry.select(each.c.called, fn.COUNT(each.c.elector), *_counts())
            .from_(each)
            .join(MailboxOpening, JOIN.LEFT_OUTER, on=(MailboxOpening.elector == each.c.elector))
            .join(VoterAccount, JOIN.LEFT_OUTER, on=(VoterAccount.elector == each.c.elector))
            .group_by(each.c.called)
            .tuples()
        )

    sums: dict[int, Counts] = {}
    for called, *counts in rows_in_parts(context, entry.elector_id, of):
        for scrutin in map(int, str(called).split(",")):
            sums[scrutin] = _added(sums.get(scrutin), counts)
    return tuple(
        StatusCount(row.code, row.title, *sums.get(row.id, (0, 0, 0, 0)))
        for row in Scrutin.select().order_by(Scrutin.position)
    )


def _by_day(context: Context) -> tuple[StatusCount, ...]:
    """Return what was done each local day, days without anything left out."""
    opened = _days(context, MailboxOpening.opened_at)
    created = _days(context, VoterAccount.created_at)
    confirmed = _days(context, VoterAccount.confirmed_at)
    return tuple(
        StatusCount(
            day.isoformat(), f"{day:%d/%m/%Y}", 0, opened[day], created[day], confirmed[day]
        )
        for day in sorted({*opened, *created, *confirmed})
    )


def _days(context: Context, column: Any) -> Counter[Any]:
    """Return how many moments of a column are in each local day."""
    zone = context.election.calendar.zone
    piece = context.store.dialect.ten_minutes_of(column)
    query = column.model.select(piece, fn.COUNT(SQL("1"))).where(column.is_null(False))
    found: Counter[Any] = Counter()
    for ten_minutes, number in query.group_by(piece).tuples():
        moment = start_of(ten_minutes)
        found[moment.replace(tzinfo=UTC).astimezone(zone).date()] += number
    return found
