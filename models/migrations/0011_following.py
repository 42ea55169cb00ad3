"""Visits that an agent follows."""

from typing import Any

from peewee import (
    CharField,
    Database,
    DatabaseProxy,
    DateTimeField,
    IntegerField,
    Model,
    TextField,
)

database = DatabaseProxy()


class FollowedVisit(Model):
    reference = CharField(max_length=43, primary_key=True)
    code_digest = CharField(max_length=64, null=True, unique=True)
    source = CharField(max_length=80)
    opened_at = DateTimeField()
    seen_at = DateTimeField()
    staff_id = IntegerField(null=True)
    agent = CharField(max_length=40)
    looked_at = DateTimeField(null=True)
    page = TextField(null=True)
    pointed = CharField(max_length=40)
    hint = CharField(max_length=24)
    told = IntegerField()

    class Meta:
        database = database
        legacy_table_names = False


TABLES = [FollowedVisit]


def up(migrator: Any, db: Database) -> None:
    """Create the table."""
    database.initialize(db)
    db.create_tables(TABLES, safe=False)


def down(migrator: Any, db: Database) -> None:
    """Drop it."""
    database.initialize(db)
    db.drop_tables(TABLES)
