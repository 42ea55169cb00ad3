"""The urns, the signature list, and which urns are closed."""

from typing import Any

from peewee import (
    CharField,
    CompositeKey,
    DatabaseProxy,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    SqliteDatabase,
    TextField,
)

database = DatabaseProxy()


class Row(Model):
    class Meta:
        database = database
        legacy_table_names = False


class Elector(Row):
    pass


class Scrutin(Row):
    pass


class UrnBallot(Row):
    scrutin = ForeignKeyField(Scrutin, on_delete="RESTRICT", index=False)
    tracker = CharField(max_length=43)
    credential = CharField(max_length=64)
    ballot = TextField()

    class Meta:
        primary_key = CompositeKey("scrutin", "tracker")
        indexes = ((("scrutin", "credential"), True),)


class Signature(Row):
    elector = ForeignKeyField(Elector, on_delete="RESTRICT", index=False)
    scrutin = ForeignKeyField(Scrutin, on_delete="RESTRICT", index=False)
    signed_at = DateTimeField()
    source = CharField(max_length=80)

    class Meta:
        primary_key = CompositeKey("elector", "scrutin")


class ClosedUrn(Row):
    scrutin = ForeignKeyField(Scrutin, on_delete="RESTRICT", primary_key=True)
    closed_at = DateTimeField()
    ballots = IntegerField()
    signatures = IntegerField()
    fingerprint = CharField(max_length=64)


TABLES = [UrnBallot, Signature, ClosedUrn]
SORTED = [UrnBallot, Signature]
"""Kept by their keys alone on SQLite: no number tells when a row was written."""


def up(migrator: Any, db: Any) -> None:
    """Create the tables."""
    database.initialize(db)
    lite = isinstance(db, SqliteDatabase)
    for table in SORTED:
        table._meta.without_rowid = lite
    # Sorted by their bytes, whatever the language of the server: so is the list of the board.
    UrnBallot.tracker.collation = None if lite else '"C"'
    db.create_tables(TABLES, safe=False)


def down(migrator: Any, db: Any) -> None:
    """Drop them."""
    database.initialize(db)
    db.drop_tables(TABLES)
