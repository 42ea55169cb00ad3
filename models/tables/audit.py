"""The audit chain: what happened, append-only, each event holding the hash of the one before."""

from __future__ import annotations

from peewee import CharField, IntegerField

from models.tables.base import NumberedRow, Row, UtcDateTimeField


class AuditEvent(Row):
    """An event. `source` stands outside the hash, its pseudonym within."""

    sequence = IntegerField(primary_key=True)
    at = UtcDateTimeField()
    kind = CharField(max_length=64)
    subject = CharField(max_length=64)
    source = CharField(max_length=80)
    source_digest = CharField(max_length=64)
    previous = CharField(max_length=64)
    digest = CharField(max_length=64)


class AuditHead(NumberedRow):
    """The last event; its single row is the lock of the chain."""

    sequence = IntegerField()
    digest = CharField(max_length=64)
