"""Who has not activated their account: for reminders, school by school."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from peewee import JOIN, Expression, fn

from models.context import Context
from models.errors import SchoolUnknown
from models.services.audit.trail import record
from models.tables.accounts import AccountState, VoterAccount
from models.tables.electors import Elector
from models.tables.mailboxes import MailboxOpening
from models.views.people import NotActivated

LISTED = "people_listed/not_activated"
"""What the audit chain has of such a list."""


def list_not_activated(
    context: Context, *, uai: str = "", by_school: bool = False, source: str
) -> Iterator[NotActivated]:
    """Return whoever has no confirmed account, without holding them all; it is recorded first.

    Whoever the helpdesk has disabled is left out: no reminder is meant for them.

    Args:
        context: The open election.
        uai: Only of this school; empty: of all.
        by_school: In the order of the schools; else of the names.
        source: Who asks, for the audit trail.

    Raises:
        SchoolUnknown: Nobody on the roll is of this school.
    """
    with context.transaction():
        require_school(uai)
        record(context, LISTED, "", source)
    return _stream(context, uai, by_school=by_school)


def require_school(uai: str) -> None:
    """Require that somebody on the roll is of a school, inside a connection.

    Raises:
        SchoolUnknown: Nobody is; an empty number means no school.
    """
    if uai and not Elector.select().where(Elector.uai == uai).exists():
        raise SchoolUnknown


def _stream(context: Context, uai: str, *, by_school: bool) -> Iterator[NotActivated]:
    names = (Elector.last_name, Elector.first_name, Elector.id)
    order = (Elector.uai, *names) if by_school else names
    columns = (
        *(Elector.uid, Elector.mail, Elector.civility, Elector.last_name, Elector.first_name),
        *(Elector.corps, Elector.department, Elector.uai, Elector.school),
        *(VoterAccount.state, MailboxOpening.elector),
    )
    query = (
        Elector.select(*columns)
        .join(VoterAccount, JOIN.LEFT_OUTER, on=(VoterAccount.elector == Elector.id))
        .switch(Elector)
        .join(MailboxOpening, JOIN.LEFT_OUTER, on=(MailboxOpening.elector == Elector.id))
        .where(_of(uai))
        .order_by(*order)
    )
    opens_mailboxes = context.election.path.has_mailbox
    with context.snapshot():
        for row in context.store.dialect.stream(*query.sql()):
            pending, opened = (one is not None for one in row[-2:])
            facts: list[Any] = [*row[:-2], pending, opened if opens_mailboxes else None]
            yield NotActivated(*facts)


def count_not_activated(context: Context, uai: str = "") -> int:
    """Return how many people have no confirmed account, inside a connection."""
    query: Any = Elector.select(fn.COUNT(Elector.id)).join(
        VoterAccount, JOIN.LEFT_OUTER, on=(VoterAccount.elector == Elector.id)
    )
    number: int = query.where(_of(uai)).scalar()
    return number


def is_not_activated() -> Expression:
    """Return the condition on electors that are joined with their accounts, if they have one."""
    condition: Expression = VoterAccount.id.is_null() | (VoterAccount.state == AccountState.PENDING)
    return condition


def _of(uai: str) -> Expression:
    condition = is_not_activated()
    return condition & (Elector.uai == uai) if uai else condition
