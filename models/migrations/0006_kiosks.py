"""What kiosks report."""

from typing import Any

from peewee import (
    CharField,
    CompositeKey,
    Database,
    DatabaseProxy,
    DateTimeField,
    IntegerField,
    Model,
)

database = DatabaseProxy()


class Kiosk(Model):
    name = CharField(max_length=80, primary_key=True)
    seen_at = DateTimeField()

    class Meta:
        database = database
        legacy_table_names = False


class KioskVisits(Model):
    kiosk = CharField(max_length=80)
    day = CharField(max_length=10)
    reason = CharField(max_length=16)
    step = CharField(max_length=16)
    visits = IntegerField()

    class Meta:
        database = database
        legacy_table_names = False
        primary_key = CompositeKey("day", "kiosk", "reason", "step")


TABLES = [Kiosk, KioskVisits]


def up(migrator: Any, db: Database) -> None:
    """Create both tables."""
    database.initialize(db)
    db.create_tables(TABLES, safe=False)


def down(migrator: Any, db: Database) -> None:
    """Drop both tables."""
    database.initialize(db)
    db.drop_tables(TABLES)
