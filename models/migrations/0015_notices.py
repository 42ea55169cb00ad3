"""Notices de vote and public credentials."""

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


class VoteElection(Row):
    scrutin = ForeignKeyField(Scrutin, on_delete="CASCADE", primary_key=True)
    uuid = CharField(max_length=14, unique=True)


class PublicCredential(Row):
    scrutin = ForeignKeyField(Scrutin, on_delete="CASCADE", index=False)
    key = CharField(max_length=64)

    class Meta:
        primary_key = CompositeKey("scrutin", "key")


class Notice(Row):
    number = IntegerField(primary_key=True)
    elector = ForeignKeyField(Elector, on_delete="CASCADE", null=True)
    state = CharField(max_length=8)
    replaced_by = IntegerField(null=True)
    given_at = DateTimeField(null=True)
    given_by = CharField(max_length=80)
    witness = CharField(max_length=80)
    reason = CharField(max_length=40)


class NoticeLink(Row):
    notice = ForeignKeyField(Notice, on_delete="CASCADE", index=False)
    scrutin = ForeignKeyField(Scrutin, on_delete="CASCADE", index=False)
    link = CharField(max_length=64)

    class Meta:
        primary_key = CompositeKey("notice", "scrutin")


TABLES = [VoteElection, PublicCredential, Notice, NoticeLink]
SORTED = [PublicCredential, NoticeLink]
"""Kept by their keys alone on SQLite: no number tells when a row was written."""


def up(migrator: Any, db: Any) -> None:
    """Create the tables, and hold that a person has one notice to vote with."""
    database.initialize(db)
    for table in SORTED:
        table._meta.without_rowid = isinstance(db, SqliteDatabase)
    db.create_tables(TABLES, safe=False)
    db.execute_sql("CREATE UNIQUE INDEX notice_held ON notice (elector_id) WHERE state = 'held'")


def down(migrator: Any, db: Any) -> None:
    """Drop them."""
    database.initialize(db)
    db.drop_tables(TABLES)
