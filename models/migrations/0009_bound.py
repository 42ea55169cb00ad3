"""No number is given twice; what is kept is bound to its owner, by who has the keys."""

from typing import Any

from peewee import SqliteDatabase, Table, fn

KEY, LASTING = (
    '"id" INTEGER NOT NULL PRIMARY KEY',
    '"id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT',
)
FACTS = ("bound", "administration_key")


def up(migrator: Any, db: Any) -> None:
    """Keep SQLite from giving the number of a deleted row to another; PostgreSQL never does."""
    if _is_sqlite(db):
        # The first table with such a key makes the one in which SQLite keeps the last numbers.
        db.execute_sql('CREATE TABLE "number_keeper" ("id" INTEGER PRIMARY KEY AUTOINCREMENT)')
        db.execute_sql('DROP TABLE "number_keeper"')
        for table in _change(db, KEY, LASTING):
            rows = Table(table).bind(db)
            last = rows.select(fn.MAX(rows.c.id)).scalar() or 0
            db.execute_sql("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, last))


def down(migrator: Any, db: Any) -> None:
    """Take it back; hashes and texts stay bound, and an older program reads none of them."""
    if _is_sqlite(db):
        _change(db, LASTING, KEY)
        db.execute_sql("DELETE FROM sqlite_sequence")
    db.execute_sql("DELETE FROM installation WHERE name IN ('bound', 'administration_key')")


def _is_sqlite(db: Any) -> bool:
    return isinstance(db, SqliteDatabase)


def _change(db: Any, before: str, after: str) -> list[str]:
    """Change the key in the definitions of the tables; their rows stay as they are.

    As « Making Other Kinds Of Table Schema Changes » in https://sqlite.org/lang_altertable.html.
    """
    found = db.execute_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND instr(sql, ?) ORDER BY name",
        (before,),
    )
    tables = [name for (name,) in found.fetchall() if not name.startswith("sqlite_")]
    ((version,),) = db.execute_sql("PRAGMA schema_version").fetchall()
    db.execute_sql("PRAGMA writable_schema = ON")
    for table in tables:
        db.execute_sql(
            "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = ?",
            (before, after, table),
        )
    db.execute_sql(f"PRAGMA schema_version = {version + 1}")
    db.execute_sql("PRAGMA writable_schema = OFF")
    return tables
