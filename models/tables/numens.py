"""What is kept of the NUMENs of a roll: hashes that wait for it, digests of those loaded."""

from __future__ import annotations

from peewee import CharField, ForeignKeyField

from models.tables.base import Row
from models.tables.electors import Elector


class PreparedHash(Row):
    """The hash of a NUMEN, made before its roll is loaded: hours of work outlive a crash.

    `digest` is keyed, and tells whether the roll still gives the same NUMEN.
    """

    uid = CharField(max_length=64, primary_key=True)
    digest = CharField(max_length=64)
    password_hash = CharField(max_length=200)


class MailboxNumen(Row):
    """The keyed digest of the NUMEN that a mailbox was made with: a corrected one is recognised."""

    elector = ForeignKeyField(Elector, on_delete="CASCADE", primary_key=True)
    elector_id: int
    digest = CharField(max_length=64)
