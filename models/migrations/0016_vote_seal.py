"""The board's public keys, and the seal of the vote."""

from typing import Any

from peewee import (
    CharField,
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


class ScrutinKey(Row):
    scrutin = ForeignKeyField(Scrutin, on_delete="CASCADE", primary_key=True)
    trustees = TextField()
    election = TextField()
    setup = CharField(max_length=64)


class VoteSeal(Row):
    number = IntegerField(primary_key=True)
    sealed_at = DateTimeField()
    fingerprint = CharField(max_length=64)
    parts = TextField()


TABLES = [ScrutinKey, VoteSeal]


def up(migrator: Any, db: Any) -> None:
    """Create the tables."""
    database.initialize(db)
    db.create_tables(TABLES, safe=False)


def down(migrator: Any, db: Any) -> None:
    """Drop them."""
    database.initialize(db)
    db.drop_tables(TABLES)
