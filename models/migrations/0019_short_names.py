"""Short names of scrutins, as long as the election file may have them."""

from typing import Any

from peewee import SqliteDatabase

TABLES: list[Any] = []
WIDEN = "ALTER TABLE scrutin ALTER COLUMN short TYPE VARCHAR(40)"
NARROW = "ALTER TABLE scrutin ALTER COLUMN short TYPE VARCHAR(8) USING left(short, 8)"


def up(migrator: Any, db: Any) -> None:
    """Widen the column; SQLite holds texts of any length in it as it is."""
    if not isinstance(db, SqliteDatabase):
        db.execute_sql(WIDEN)


def down(migrator: Any, db: Any) -> None:
    """Narrow it again."""
    if not isinstance(db, SqliteDatabase):
        db.execute_sql(NARROW)
