"""The audit chain: its events, and by which keys they were written."""

from __future__ import annotations

from datetime import UTC, datetime

from peewee import CharField, IntegerField

from models.crypto.digests import digests_equal, keyed_digest
from models.crypto.keys import Keyring
from models.tables.base import NumberedRow, Row, UtcDateTimeField


class AuditEvent(Row):
    """An event. `source` is outside the hash, its pseudonym within."""

    sequence = IntegerField(primary_key=True)
    at = UtcDateTimeField()
    kind = CharField(max_length=64)
    subject = CharField(max_length=64)
    source = CharField(max_length=80)
    source_digest = CharField(max_length=64)
    previous = CharField(max_length=64)
    digest = CharField(max_length=64)

    class Meta:
        """What has happened about a person is found without reading the others."""

        indexes = ((("subject", "sequence"), False),)


class AuditHead(NumberedRow):
    """The last event; its single row is the lock of the chain.

    `seal` is keyed: the database alone cannot make an earlier event the last one.
    """

    sequence = IntegerField()
    digest = CharField(max_length=64)
    seal = CharField(max_length=64, default="")


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


def head_seal(keys: Keyring, sequence: int, digest: str) -> str:
    """Return the keyed digest of the end of the chain."""
    return keyed_digest(keys.pseudonyms, "audit end", str(sequence), digest)


def chain_is_of(keys: Keyring) -> bool:
    """Return whether these keys made the audit chain, inside a connection.

    A machine with other keys would refuse every code, and break the chain with
    its first event. A chain without events shows nothing. Both ends are asked:
    one altered event is what `admin audit verify` has to report, not foreign keys.
    """
    ends = (AuditEvent.sequence.desc(), AuditEvent.sequence)
    events = [AuditEvent.select().order_by(end).first() for end in ends]
    return None in events or any(is_made_by(keys, event) for event in events if event)


def is_made_by(keys: Keyring, event: AuditEvent) -> bool:
    """Return whether an event is as these keys wrote it; not whether others are missing."""
    return digests_equal(event.digest, event_digest(keys, event))
