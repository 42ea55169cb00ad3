"""The counts that stay after a purge."""

from typing import Any

from peewee import CharField, Database, DatabaseProxy, IntegerField, Model

database = DatabaseProxy()


class KeptCount(Model):
    axis = CharField(max_length=16)
    position = IntegerField()
    key = CharField(max_length=64)
    label = CharField(max_length=200)
    electors = IntegerField()
    opened = IntegerField()
    accounts = IntegerField()
    confirmed = IntegerField()

    class Meta:
        database = database
        legacy_table_names = False


def up(migrator: Any, db: Database) -> None:
    """Create the table of the counts."""
    database.initialize(db)
    db.create_tables([KeptCount], safe=False)


def down(migrator: Any, db: Database) -> None:
    """Drop it."""
    database.initialize(db)
    db.drop_tables([KeptCount], safe=False)
