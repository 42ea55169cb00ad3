"""How many people have a word that many have."""

from typing import Any

from peewee import DatabaseProxy, ForeignKeyField, IntegerField, Model

database = DatabaseProxy()


class Row(Model):
    class Meta:
        database = database
        legacy_table_names = False


class SearchWord(Row):
    pass


class SearchCommon(Row):
    word = ForeignKeyField(SearchWord, on_delete="CASCADE", primary_key=True)
    people = IntegerField()


TABLES = [SearchCommon]


def up(migrator: Any, db: Any) -> None:
    """Create the table, and count."""
    database.initialize(db)
    db.create_tables(TABLES, safe=False)
    db.execute_sql(
        "INSERT INTO search_common (word_id, people) SELECT word_id, COUNT(*) FROM search_place "
        "GROUP BY word_id HAVING COUNT(*) >= 500"
    )


def down(migrator: Any, db: Any) -> None:
    """Drop it."""
    database.initialize(db)
    db.drop_tables(TABLES)
