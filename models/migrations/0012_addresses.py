"""Corrections of addresses by the helpdesk."""

from typing import Any

from peewee import (
    AutoField,
    CharField,
    Database,
    DatabaseProxy,
    DateTimeField,
    ForeignKeyField,
    Model,
)

database = DatabaseProxy()


class Row(Model):
    class Meta:
        database = database
        legacy_table_names = False


class Elector(Row):
    id = AutoField()


class AddressChange(Row):
    id = AutoField()
    elector = ForeignKeyField(Elector, on_delete="CASCADE")
    old_mail = CharField(max_length=254)
    new_mail = CharField(max_length=254)
    state = CharField(max_length=10)
    waits_for = CharField(max_length=20, null=True, unique=True)
    decided_at = DateTimeField()
    due_at = DateTimeField(index=True)
    ended_at = DateTimeField(null=True)


TABLES = [AddressChange]
COLUMNS = {"desk_request": {"new_mail": CharField(max_length=254, null=True)}}


def up(migrator: Any, db: Database) -> None:
    """Create the table; a request of two people may name an address."""
    database.initialize(db)
    db.create_tables(TABLES, safe=False)
    for table, columns in COLUMNS.items():
        for name, field in columns.items():
            migrator.migrate(migrator.add_column(table, name, field))


def down(migrator: Any, db: Database) -> None:
    """Drop both."""
    database.initialize(db)
    for table, columns in COLUMNS.items():
        for name in columns:
            migrator.migrate(migrator.drop_column(table, name))
    db.drop_tables(TABLES)
