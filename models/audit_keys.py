"""By which keys an event of the audit chain was written."""

from __future__ import annotations

from datetime import UTC, datetime

from models.crypto.digests import keyed_digest, same
from models.crypto.keys import Keyring
from models.tables.audit import AuditEvent


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


def keys_fit(keys: Keyring) -> bool:
    """Return whether these keys made the audit chain, inside a connection.

    A machine with other keys would refuse every code, and break the chain with
    its first event. A chain without events tells nothing. Both ends are asked:
    one altered event is what `admin audit verify` has to tell, not foreign keys.
    """
    ends = (AuditEvent.sequence.desc(), AuditEvent.sequence)
    events = [AuditEvent.select().order_by(end).first() for end in ends]
    return None in events or any(_made_by(keys, event) for event in events if event)


def _made_by(keys: Keyring, event: AuditEvent) -> bool:
    return same(event.digest, event_digest(keys, event))
