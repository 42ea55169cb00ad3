"""Events that this election's keys have written, found by their subject."""

from __future__ import annotations

from models.context import Context
from models.crypto.digests import digests_equal
from models.tables.audit import AuditEvent, event_digest


def proven_events(context: Context, name: str) -> list[AuditEvent]:
    """Return the events about a name, oldest first, inside a connection.

    Args:
        context: The open election.
        name: As it was given to `record`.

    Returns:
        Those whose digest is right: one that was altered or put in proves nothing.
    """
    about = AuditEvent.subject == context.pseudonym("person", name)
    events = AuditEvent.select().where(about).order_by(AuditEvent.sequence)
    return [one for one in events if digests_equal(one.digest, event_digest(context.keys, one))]
