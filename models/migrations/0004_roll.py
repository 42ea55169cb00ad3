"""What the import of NUMENs needs. A frozen copy: later changes are later migrations."""

from typing import Any

from peewee import CharField, Database, DatabaseProxy, ForeignKeyField, Model

database = DatabaseProxy()


class Row(Model):
    class Meta:
        database = database
        legacy_table_names = False


class Elector(Row):
    pass


class PreparedHash(Row):
    uid = CharField(max_length=64, primary_key=True)
    digest = CharField(max_length=64)
    password_hash = CharField(max_length=200)


class MailboxNumen(Row):
    elector = ForeignKeyField(Elector, on_delete="CASCADE", primary_key=True)
    digest = CharField(max_length=64)


TABLES = [PreparedHash, MailboxNumen]


def up(migrator: Any, db: Database) -> None:
    """Create both tables."""
    database.initialize(db)
    db.create_tables(TABLES, safe=False)


def down(migrator: Any, db: Database) -> None:
    """Drop both tables."""
    database.initialize(db)
    db.drop_tables(TABLES)
