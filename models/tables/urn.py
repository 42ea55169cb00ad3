"""The urns and the signature list (liste d'émargement): nothing says which line goes with which.

Both are kept by their keys alone, SQLite's `WITHOUT ROWID`: no number tells when a row was
written.
"""

from __future__ import annotations

from peewee import CharField, CompositeKey, ForeignKeyField, IntegerField, TextField

from models.tables.base import Row, UtcDateTimeField
from models.tables.electors import Elector, Scrutin


class UrnBallot(Row):
    """A ballot in the urn of a scrutin: of no elector, no hour and no order.

    Attributes:
        tracker: By which its voter finds it again.
        credential: The public credential that signed it: one ballot each.
        ballot: As it is archived, byte for byte.
    """

    scrutin = ForeignKeyField(Scrutin, on_delete="RESTRICT", index=False)
    scrutin_id: int
    tracker = CharField(max_length=43)
    credential = CharField(max_length=64)
    ballot = TextField()

    class Meta:
        """One for a tracker, and one for a credential."""

        primary_key = CompositeKey("scrutin", "tracker")
        indexes = ((("scrutin", "credential"), True),)


class Signature(Row):
    """This elector has voted in this scrutin.

    Attributes:
        signed_at: When.
        source: Where: a kiosk's name, an SSH peer.
    """

    elector = ForeignKeyField(Elector, on_delete="RESTRICT", index=False)
    elector_id: int
    scrutin = ForeignKeyField(Scrutin, on_delete="RESTRICT", index=False)
    scrutin_id: int
    signed_at = UtcDateTimeField()
    source = CharField(max_length=80)

    class Meta:
        """One for a person and a scrutin."""

        primary_key = CompositeKey("elector", "scrutin")


class ClosedUrn(Row):
    """The urn of a scrutin is closed: no ballot comes any more, whatever a clock says.

    Attributes:
        closed_at: When.
        ballots: How many are in it.
        signatures: How many lines the signature list has.
        fingerprint: Of its trackers, sorted, a line each: hexadecimal SHA-256.
    """

    scrutin = ForeignKeyField(Scrutin, on_delete="RESTRICT", primary_key=True)
    scrutin_id: int
    closed_at = UtcDateTimeField()
    ballots = IntegerField()
    signatures = IntegerField()
    fingerprint = CharField(max_length=64)
