"""The count of the urns, the lots drawn for seats, and what goes into the minutes."""

from typing import Any

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    CompositeKey,
    DatabaseProxy,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)

database = DatabaseProxy()


class Row(Model):
    class Meta:
        database = database
        legacy_table_names = False


class Scrutin(Row):
    pass


class ScrutinCount(Row):
    scrutin = ForeignKeyField(Scrutin, on_delete="RESTRICT", primary_key=True)
    ballots = IntegerField()
    electors = IntegerField(default=0)
    tally = TextField()
    added_up_at = DateTimeField()
    trouble = TextField(default="")
    result = TextField(default="")
    counted_at = DateTimeField(null=True)
    checked = CharField(max_length=120, default="")
    archive = CharField(max_length=64, default="")


class MemberDecryption(Row):
    scrutin = ForeignKeyField(Scrutin, on_delete="RESTRICT", index=False)
    member = IntegerField()
    text = TextField()
    recorded_at = DateTimeField()

    class Meta:
        primary_key = CompositeKey("scrutin", "member")


class DrawnLot(Row):
    scrutin = ForeignKeyField(Scrutin, on_delete="RESTRICT", index=False)
    seat = IntegerField()
    winner = IntegerField()
    drawn_at = DateTimeField()

    class Meta:
        primary_key = CompositeKey("scrutin", "seat")


class BoardIncident(Row):
    id = AutoField()
    at = DateTimeField()
    text = TextField()
    scrutin = ForeignKeyField(Scrutin, on_delete="SET NULL", null=True)
    found = BooleanField()
    members = TextField(default="")


TABLES = [ScrutinCount, MemberDecryption, DrawnLot, BoardIncident]


def up(migrator: Any, db: Any) -> None:
    """Create the tables."""
    database.initialize(db)
    db.create_tables(TABLES, safe=False)


def down(migrator: Any, db: Any) -> None:
    """Drop them."""
    database.initialize(db)
    db.drop_tables(TABLES)
