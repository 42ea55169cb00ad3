"""Counts of tries and windows of acts in the database, and under what they are counted.

A count is held by locking its row: no two tries count as one, and restarting forgets none.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from peewee import Expression

from models.context import Context
from models.services.shared.requester import Requester
from models.tables.throttles import RecentAct, Throttle

HALF = 32
"""Hexadecimal characters of each half of a subject of two parts."""


class Tried(StrEnum):
    """What is counted: kinds of counts and of acts in a window."""

    VOTER = "voter"
    MAILBOX = "mailbox"
    CODE = "code"
    STAFF = "staff"
    """The staff code of a kiosk."""
    IDENTIFIER = "identifier"
    """Identifiants de vote of a person who has signed in."""
    DESK = "desk"
    """The accounts of the helpdesk."""
    SOURCE = "source"
    REQUEST = "request"
    """Creations and codes that strangers ask for from one source."""
    REFUSAL = "refusal"
    """Refusals of one source that are in the audit chain."""
    MAIL = "mail"
    REMINDER = "reminder"
    """Reminders to an address."""
    HOLDER = "holder"
    """Nothing is counted: by it one request about an address waits for another."""


def subject_of(context: Context, kind: Tried, name: str, requester: Requester) -> str:
    """Return under what a requester is counted for a name.

    An owner is counted apart from strangers, and each stranger's source apart from the others.
    """
    if requester.owner:
        return context.pseudonym(f"{kind}/owner", name)
    return strangers_of(context, kind, name) + _at(context, kind, requester.source)


def strangers_of(context: Context, kind: Tried, name: str) -> str:
    """Return what the subjects of all strangers to a name begin with."""
    return context.pseudonym(kind, name)[:HALF]


def everybody_of(context: Context, kind: Tried, name: str) -> str:
    """Return under what all strangers to a name are counted together."""
    return context.pseudonym(f"{kind}/all", name)


def known_of(context: Context, kind: Tried, name: str, source: str) -> str:
    """Return under what it is written that a name was right at a source."""
    return context.pseudonym(f"{kind}/known", name)[:HALF] + _at(context, kind, source)


def releases_of(context: Context, address: str) -> str:
    """Return under what it is counted how often the helpdesk has ended the waits of an address."""
    return context.pseudonym("desk/release", address)


def _at(context: Context, kind: Tried, source: str) -> str:
    return context.pseudonym(f"{kind}/at", source)[:HALF]


def serialise(context: Context, kind: Tried, subject: str) -> None:
    """Let no other transaction about the same count run at the same time."""
    context.store.dialect.serialise(lambda: held_count(context, kind, subject))


def held_count(context: Context, kind: Tried, subject: str) -> tuple[int, datetime]:
    """Return a count and its last moment, made if need be, held until the transaction ends."""
    held = (
        Throttle.insert(kind=kind, subject=subject, count=0, last_at=context.now)
        .on_conflict(
            conflict_target=[Throttle.kind, Throttle.subject],
            update={Throttle.count: Throttle.count},
        )
        .returning(Throttle.count, Throttle.last_at)
    )
    row = next(iter(held.execute()))
    return row.count, row.last_at


def is_counted(kind: Tried, subject: str) -> bool:
    """Return whether there is a count, be it 0, inside a connection."""
    return bool(Throttle.select().where(count_of(kind, subject)).exists())


def count_of(kind: Tried, subject: str) -> Expression:
    """Return the condition that finds a count."""
    return (Throttle.kind == kind) & (Throttle.subject == subject)


def counts_about(context: Context, kind: Tried, name: str) -> Expression:
    """Return the condition that finds the counts of a name, its owner's and each stranger's."""
    either: Expression = owners_count(context, kind, name) | strangers_counts(context, kind, name)
    return either


def owners_count(context: Context, kind: Tried, name: str) -> Expression:
    """Return the condition that finds what the owner of a name is counted for."""
    return count_of(kind, subject_of(context, kind, name, Requester(owner=True, source="")))


def strangers_counts(context: Context, kind: Tried, name: str) -> Expression:
    """Return the condition that finds what each stranger to a name is counted for."""
    strangers = Throttle.subject.startswith(strangers_of(context, kind, name))
    return (Throttle.kind == kind) & strangers


def count_one(context: Context, kind: Tried, *subjects: str) -> None:
    """Add one to counts that are there, inside the caller's transaction.

    One after the other, as they are given: two transactions hold them in the same order.
    """
    for subject in subjects:
        Throttle.update(count=Throttle.count + 1, last_at=context.now).where(
            count_of(kind, subject)
        ).execute()


def count_more(kind: Tried, subject: str) -> None:
    """Add one to a count whose moment is that of its beginning."""
    Throttle.update(count=Throttle.count + 1).where(count_of(kind, subject)).execute()


def begin_count(context: Context, kind: Tried, subject: str) -> None:
    """Set a count to one, now."""
    Throttle.update(count=1, last_at=context.now).where(count_of(kind, subject)).execute()


def deduct_one(kind: Tried, *subjects: str) -> None:
    """Take one from counts, inside the caller's transaction."""
    for subject in subjects:
        Throttle.update(count=Throttle.count - 1).where(
            count_of(kind, subject) & (Throttle.count > 0)
        ).execute()


def reset_counts(kind: Tried, *subjects: str) -> None:
    """Set counts to nothing, inside the caller's transaction.

    Several are touched in any order: the caller holds the one of everybody.
    """
    these = (Throttle.kind == kind) & Throttle.subject.in_(subjects)
    Throttle.update(count=0).where(these).execute()


def add_act(context: Context, kind: Tried, subject: str) -> int:
    """Note one act in the window of a subject, and return its number."""
    act: int = RecentAct.insert(kind=kind, subject=subject, at=context.now).execute()
    return act


def strangers_acts(context: Context, kind: Tried, name: str) -> dict[str, list[datetime]]:
    """Return the aware moments of what strangers did about a name, by who they are."""
    rows = RecentAct.select(RecentAct.subject, RecentAct.at).where(
        (RecentAct.kind == kind) & RecentAct.subject.startswith(strangers_of(context, kind, name))
    )
    found: dict[str, list[datetime]] = {}
    for row in rows:
        found.setdefault(row.subject, []).append(row.at)
    return found


def acts(kind: Tried, subject: str) -> list[datetime]:
    """Return the aware moments of the acts of a subject that are noted, inside a connection."""
    rows = RecentAct.select(RecentAct.at).where(
        (RecentAct.kind == kind) & (RecentAct.subject == subject)
    )
    return [row.at for row in rows]
