"""Under which names the audit trail has a person: the user name, and each address for its time."""

from __future__ import annotations

from datetime import datetime
from functools import reduce
from operator import or_

from peewee import Expression

from models.context import Context
from models.tables.addresses import AddressChange, ChangeState
from models.tables.audit import AuditEvent
from models.tables.electors import Elector


def events_about(context: Context, elector: Elector) -> Expression:
    """Return the condition that finds what the audit trail has about a person, in a connection.

    An address that was corrected may be given to somebody else: it counts for each while it was
    theirs.
    """

    def named(name: str) -> Expression:
        condition: Expression = AuditEvent.subject == context.pseudonym("person", name)
        return condition

    conditions = [named(elector.uid)]
    since: datetime | None = None
    for change in _applied(AddressChange.elector == elector.id):
        conditions.append(_between(named(change.old_mail), since, change.ended_at))
        since = change.ended_at
    for given_up in _applied(AddressChange.old_mail == elector.mail):
        since = given_up.ended_at
    conditions.append(_between(named(elector.mail), since, None))
    return reduce(or_, conditions)


def _applied(which: Expression) -> list[AddressChange]:
    """Return the corrections that took place, oldest first."""
    applied = AddressChange.select().where(which & (AddressChange.state == ChangeState.APPLIED))
    return list(applied.order_by(AddressChange.ended_at))


def _between(condition: Expression, since: datetime | None, until: datetime | None) -> Expression:
    """Return a condition on events, from a moment on and before another; None: without end."""
    if since is not None:
        condition &= AuditEvent.at >= since
    if until is not None:
        condition &= AuditEvent.at < until
    return condition
