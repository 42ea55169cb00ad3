"""Appending to the audit chain, inside the transaction of the act that is recorded."""

from __future__ import annotations

from models.audit_keys import event_digest
from models.context import Context
from models.errors import DatabaseAway
from models.rules.text import clean_line
from models.tables.audit import AuditEvent, AuditHead
from models.tables.statement import Statement

ADVANCE = Statement(
    lambda slot: AuditHead.update(sequence=AuditHead.sequence + 1).returning(
        AuditHead.sequence, AuditHead.digest
    )
)
APPEND = Statement(
    lambda slot: AuditEvent.insert(
        sequence=slot.sequence,
        at=slot.at,
        kind=slot.kind,
        subject=slot.subject,
        source=slot.source,
        source_digest=slot.source_digest,
        previous=slot.previous,
        digest=slot.digest,
    )
)
SET_HEAD = Statement(lambda slot: AuditHead.update(digest=slot.digest))

NO_END = "la chaîne d'audit a été altérée, sa fin manque : restaurez une sauvegarde"
LONGEST_SOURCE = 80
"""Characters of a kiosk's name or an SSH peer that are kept."""


def record(context: Context, kind: str, name: str, source: str) -> None:
    """Append an event; must be called last in a transaction, as it locks the chain.

    Args:
        context: The open election.
        kind: What happened, as `account_created` or `sign_in/MustWait`.
        name: Address or user name of the person concerned, written as a pseudonym.
        source: Where it came from; kept outside what is hashed.

    Raises:
        DatabaseAway: With the reason: somebody took the end of the chain away.
    """
    origin = clean_line(source, longest=LONGEST_SOURCE)
    end = ADVANCE.run().fetchone()
    if end is None:
        raise DatabaseAway(NO_END)
    sequence, previous = end
    event = AuditEvent(
        sequence=sequence,
        at=context.now,
        kind=kind,
        subject=context.pseudonym("person", name),
        source=origin,
        source_digest=context.pseudonym("source", origin),
        previous=previous,
    )
    event.digest = event_digest(context.keys, event)
    APPEND.run(**event.__data__)
    SET_HEAD.run(digest=event.digest)
