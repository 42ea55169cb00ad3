"""The board's public keys, and the seal that closes an election before its vote."""

from __future__ import annotations

from peewee import CharField, ForeignKeyField, IntegerField, TextField

from models.tables.base import Row, UtcDateTimeField
from models.tables.electors import Scrutin


class ScrutinKey(Row):
    """The public side of the board's key in a scrutin.

    Attributes:
        trustees: The structure « trustees » of the protocol, byte for byte.
        election: The parameters of its election, byte for byte; empty until it is sealed, and
            afterwards if nobody presents a list.
        setup: The fingerprint of the setup of its archive, likewise.
    """

    scrutin = ForeignKeyField(Scrutin, on_delete="CASCADE", primary_key=True)
    scrutin_id: int
    trustees = TextField()
    election = TextField(default="")
    setup = CharField(max_length=64, default="")


class VoteSeal(Row):
    """The seal: one row, or none.

    Attributes:
        sealed_at: When.
        fingerprint: Of all that it covers.
        parts: What it covers with the fingerprint of each, as JSON.
    """

    number = IntegerField(primary_key=True)
    sealed_at = UtcDateTimeField()
    fingerprint = CharField(max_length=64)
    parts = TextField()


ONLY = 1
"""The number of the only seal: two at once cannot both be written."""
