"""Appending to the audit chain, inside the transaction of the act that is recorded."""

from __future__ import annotations

from datetime import UTC, datetime

from models.context import Context
from models.crypto.digests import keyed_digest, same
from models.crypto.keys import Keyring
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

LONGEST_SOURCE = 80
"""Characters of a kiosk's name or an SSH peer that are kept."""


def record(context: Context, kind: str, name: str, source: str) -> None:
    """Append an event; must be called last in a transaction, as it locks the chain.

    Args:
        context: The open election.
        kind: What happened, as `account_created` or `sign_in/MustWait`.
        name: Address or user name of the person concerned, written as a pseudonym.
        source: Where it came from; kept outside what is hashed.
    """
    origin = clean_line(source, longest=LONGEST_SOURCE)
    sequence, previous = ADVANCE.run().fetchone()
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


def keys_fit(context: Context) -> bool:
    """Return whether this machine's keys made the last event of the chain, inside a connection.

    A machine with other keys would refuse every code; a chain without events tells nothing.
    """
    last = AuditEvent.select().order_by(AuditEvent.sequence.desc()).first()
    return last is None or same(last.digest, event_digest(context.keys, last))


def event_digest(keys: Keyring, event: AuditEvent) -> str:
    """Return the keyed digest that chains an event to the one before."""
    moment: datetime = event.at
    return keyed_digest(
        keys.pseudonyms,
        "audit",
        str(event.sequence),
        moment.astimezone(UTC).isoformat(),
        event.kind,
        event.subject,
        event.source_digest,
        event.previous,
    )
