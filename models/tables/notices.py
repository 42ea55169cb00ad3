"""Notices de vote, without anything of their identifiers; public credentials apart from them."""

from __future__ import annotations

from enum import StrEnum

from peewee import CharField, CompositeKey, ForeignKeyField, IntegerField

from models.tables.base import OptionalUtcDateTimeField, Row
from models.tables.electors import Elector, Scrutin


class VoteElection(Row):
    """The election of a scrutin in the protocol: its identifier, drawn once."""

    scrutin = ForeignKeyField(Scrutin, on_delete="CASCADE", primary_key=True)
    scrutin_id: int
    uuid = CharField(max_length=14, unique=True)


class PublicCredential(Row):
    """Somebody may vote in this scrutin with the private credential of this key.

    Nothing says who, nor in which order they were made: the key is all there is to sort by, and
    SQLite has it `WITHOUT ROWID`.
    """

    scrutin = ForeignKeyField(Scrutin, on_delete="CASCADE", index=False)
    scrutin_id: int
    key = CharField(max_length=64)

    class Meta:
        """Found by scrutin and key."""

        primary_key = CompositeKey("scrutin", "key")


class NoticeState(StrEnum):
    """What a notice is good for."""

    HELD = "held"
    """Its elector votes with it."""
    SPARE = "spare"
    """It is in the reserve."""
    REPLACED = "replaced"
    """Nobody votes with it any more."""


class Notice(Row):
    """A notice by the number that is printed on it; `state` is the value of a `NoticeState`.

    An elector has one that is held, which an index holds for all of them. `replaced_by` is the
    number of the next one. A notice of the reserve that was given says when, by whom, before whom
    and why.
    """

    number = IntegerField(primary_key=True)
    elector = ForeignKeyField(Elector, on_delete="CASCADE", null=True)
    elector_id: int | None
    state = CharField(max_length=8)
    replaced_by = IntegerField(null=True)
    given_at = OptionalUtcDateTimeField()
    given_by = CharField(max_length=80, default="")
    witness = CharField(max_length=80, default="")
    reason = CharField(max_length=40, default="")


class NoticeLink(Row):
    """What tells, with the identifier of a notice, which credential of a scrutin is its own.

    It is an HMAC keyed by the identifier: without that nobody learns anything from it.
    """

    notice = ForeignKeyField(Notice, on_delete="CASCADE", index=False)
    notice_id: int
    scrutin = ForeignKeyField(Scrutin, on_delete="CASCADE", index=False)
    scrutin_id: int
    link = CharField(max_length=64)

    class Meta:
        """One for a notice and a scrutin."""

        primary_key = CompositeKey("notice", "scrutin")
