"""Reminding those who have not activated their account: once a day each, at a bounded rate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from typing import Any

from peewee import JOIN

from models.context import Context
from models.errors import WindowClosed, WindowNotOpen
from models.mail.reminder_letter import reminder_letter
from models.rules.calendar import WindowState
from models.rules.french_dates import say_moment
from models.services.administration.people import (
    count_not_activated,
    is_not_activated,
    require_school,
)
from models.services.audit.trail import record
from models.services.sending.outgoing import mails_in_the_last_hour
from models.services.sending.reminders import post_reminders, reminded_name
from models.services.shared.counts import Tried, serialise
from models.services.shared.own_scrutins import calendars_of
from models.tables.accounts import VoterAccount
from models.tables.electors import Elector
from models.tables.throttles import RecentAct
from models.views.people import RemindReport

AT_ONCE = 500
"""People of one transaction: a visit waits for none of them for long."""
SHARE = 2
"""Reminders take at most this part, a half, of the mails an hour: the rest is for codes."""
EXAMPLE = ("Mme", "Claude", "Martin")
NOT_OPEN = (
    "Les comptes électeurs ne s'ouvrent que le {moment} : aucun rappel n'a été écrit. Recommencez "
    "après cette date."
)
CLOSED = (
    "La création des comptes est close depuis le {moment} : un rappel ne servirait à personne, et "
    "aucun n'a été écrit."
)


def remind(context: Context, *, uai: str = "", dry_run: bool, source: str) -> RemindReport:
    """Write a mail to each person without a confirmed account who has had none today.

    They are sent behind all other mails, until accounts close. As many are written as half of
    the election's mails an hour leaves room for: whoever is left gets theirs by calling again.

    Args:
        context: The open election.
        uai: Only people of this school; empty: of all.
        dry_run: Only count.
        source: Who does it, for the audit trail.

    Raises:
        WindowNotOpen: Accounts cannot be created yet.
        WindowClosed: They cannot any more.
        SchoolUnknown: Nobody on the roll is of this school.
    """
    _require_open(context)
    with context.connection():
        require_school(uai)
        asked = mails_in_the_last_hour(context)
        room = max(0, context.election.security.mails_per_hour // SHARE - asked)
        people = count_not_activated(context, uai)
        if people:
            context.require_keys()
        one_by_one = _anybody_reminded(context) or _some_scrutin_over(context)
    reminded = written = 0
    due = people if dry_run and not one_by_one else 0
    for batch, had in _batches(context, uai) if one_by_one or not dry_run else ():
        reminded += had
        due += len(batch)
        if not dry_run and written < room:
            written += _write(context, batch[: room - written], source)
    letter = reminder_letter(context.election, EXAMPLE, context.now)
    return RemindReport(
        not_activated=people,
        reminded_today=reminded,
        written=min(due, room) if dry_run else written,
        left=max(0, due - room) if dry_run else due - written,
        subject=letter.subject,
        body=letter.body,
        done=not dry_run,
    )


def _require_open(context: Context) -> None:
    window, zone = context.election.calendar.accounts, context.election.calendar.zone
    state = window.state(context.now)
    if state is WindowState.BEFORE:
        moment = say_moment(window.opens, zone)
        raise WindowNotOpen(NOT_OPEN.format(moment=moment), moment=window.opens)
    if state is WindowState.AFTER:
        moment = say_moment(window.closes, zone)
        raise WindowClosed(CLOSED.format(moment=moment), moment=window.closes)


def _batches(context: Context, uai: str) -> Iterator[tuple[Sequence[Elector], int]]:
    """Yield those who have had no reminder today, some at once, and how many others have.

    Nobody is reminded whose scrutins are all over: there is nothing left to vote in.
    """
    last = 0
    while True:
        with context.connection():
            some = _not_activated_after(last, uai)
            if not some:
                return
            due = _not_reminded(context, some)
            had = len(some) - len(due)
            if _some_scrutin_over(context):
                calendars = calendars_of(context, [one.id for one in due])
                due = [one for one in due if not calendars[one.id].vote.is_over(context.now)]
        last = some[-1].id
        yield due, had


def _not_activated_after(elector_id: int, uai: str) -> list[Elector]:
    query: Any = (
        Elector.select()
        .join(VoterAccount, JOIN.LEFT_OUTER, on=(VoterAccount.elector == Elector.id))
        .where(is_not_activated() & (Elector.id > elector_id))
    )
    query = query.where(Elector.uai == uai) if uai else query
    return list(query.order_by(Elector.id).limit(AT_ONCE))


def _not_reminded(context: Context, electors: Sequence[Elector]) -> list[Elector]:
    """Return those who have had no reminder today, inside a connection."""
    names = {reminded_name(context, elector.mail): elector for elector in electors}
    reminded: Any = RecentAct.select(RecentAct.subject).where(
        (RecentAct.kind == Tried.REMINDER)
        & RecentAct.subject.in_(list(names))
        & (RecentAct.at >= _today(context))
    )
    had = {subject for (subject,) in reminded.tuples()}
    return [elector for name, elector in names.items() if name not in had]


def _anybody_reminded(context: Context) -> bool:
    today = (RecentAct.kind == Tried.REMINDER) & (RecentAct.at >= _today(context))
    return bool(RecentAct.select().where(today).exists())


def _some_scrutin_over(context: Context) -> bool:
    first = context.election.calendar.first_closing
    return first is not None and context.now >= first


def _today(context: Context) -> datetime:
    """Return when the day has begun, in the zone of the election."""
    zone = context.election.calendar.zone
    return datetime.combine(context.now.astimezone(zone).date(), time(), zone).astimezone(UTC)


def _write(context: Context, electors: Sequence[Elector], source: str) -> int:
    """Write the mails of some people in one transaction; return of how many."""
    if not electors:
        return 0
    election = context.election
    with context.transaction():
        # Another administrator at the same time would write to the same people.
        serialise(context, Tried.REMINDER, context.pseudonym(Tried.REMINDER, ""))
        due = _still_due(context, electors)
        calendars = calendars_of(context, [one.id for one in due])
        letters = [
            (
                one.id,
                one.mail,
                reminder_letter(
                    election,
                    (one.civility, one.first_name, one.last_name),
                    context.now,
                    calendars[one.id],
                ),
            )
            for one in due
        ]
        if letters:
            post_reminders(context, letters, election.calendar.accounts_close)
            record(context, f"reminders_written: {len(letters)}", "", source)
    return len(letters)


def _still_due(context: Context, electors: Sequence[Elector]) -> list[Elector]:
    """Return those of some people who have neither activated nor been reminded meanwhile."""
    numbers = [one.id for one in electors]
    query: Any = (
        Elector.select()
        .join(VoterAccount, JOIN.LEFT_OUTER, on=(VoterAccount.elector == Elector.id))
        .where(is_not_activated() & Elector.id.in_(numbers))
    )
    return _not_reminded(context, list(query.order_by(Elector.id)))
