"""Whole tables of a SQLite file, written beside those in use and put into their place at once.

SQLite has one writer at a time: millions of rows in one transaction would lock everybody
out for half a minute. They are written in short turns into tables that nobody reads. One
short transaction then exchanges the trees of pages of both (`rootpage` of the schema):
readers see the old rows, then the new ones. The names, the definitions, the references to
the tables and all other tables stay as they are.

An index is made of its sorted entries, again in turns; CREATE INDEX would be one long
statement, and inserting into it in another order writes most of its pages in each turn. The
tree of an index is that of a WITHOUT ROWID table which has the same columns and then the
number of the row (https://sqlite.org/fileformat2.html, 2.4 and 2.5), which is how it is
filled. For tables whose indexes have plain columns that are never NULL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from peewee import PeeweeException

from models.storage.dialect import Dialect
from models.storage.turns import Turns

SUFFIX = "_aside"

_INDEXES_SQL = """
    SELECT m.name, l."unique" FROM sqlite_master m JOIN pragma_index_list(m.tbl_name) l
        ON l.name = m.name
    WHERE m.type = 'index' AND m.tbl_name = ? AND m.sql IS NOT NULL"""
_COLUMNS_SQL = """
    SELECT c.name, c.type FROM pragma_index_info(?) i JOIN pragma_table_info(?) c ON c.cid = i.cid
    ORDER BY i.seqno"""
_OWN_INDEXES_SQL = """
    SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NULL"""
_REFERRING_SQL = """
    SELECT m.name, f."from" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f
    WHERE m.type = 'table' AND f."table" = ? AND f.on_delete = 'CASCADE'"""
_LEFT_OVER_SQL = f"""
    SELECT name, sql LIKE '%WITHOUT ROWID' FROM sqlite_master
    WHERE type = 'table' AND name LIKE '%\\{SUFFIX}' ESCAPE '\\'"""  # noqa: S608


def left_over(dialect: Dialect) -> list[str]:
    """Return the tables of a writing that is under way or was killed."""
    return [name for name, _ in dialect.run(_LEFT_OVER_SQL).fetchall()]


@dataclass(frozen=True, slots=True)
class _Index:
    """An index of a table that is written again: its name, and its columns with their types."""

    name: str
    table: str
    columns: tuple[tuple[str, str], ...]
    unique: bool

    @property
    def names(self) -> str:
        return ", ".join(f'"{name}"' for name, _ in self.columns)

    @property
    def definition(self) -> str:
        columns = ", ".join(f'"{name}" {kind}' for name, kind in self.columns)
        key = self.names if self.unique else f'{self.names}, "number"'
        return (
            f'CREATE TABLE "{self.name}{SUFFIX}" ({columns}, "number" INTEGER, '
            f"PRIMARY KEY ({key})) WITHOUT ROWID"
        )


class Aside:
    """Some tables that are written again, on an open connection.

    Attributes:
        tables: Their names.
        turns: In which everything is written.
    """

    def __init__(self, dialect: Dialect, tables: Sequence[str]) -> None:
        """Take the names of the tables."""
        self._dialect = dialect
        self.tables = tuple(tables)
        self.turns = Turns(dialect)
        self._indexes = [index for table in tables for index in self._indexes_of(table)]

    @property
    def parts(self) -> int:
        """How many tables and indexes there are to write."""
        return len(self.tables) + len(self._indexes)

    @contextmanager
    def made(self) -> Iterator[None]:
        """Hold empty tables aside, and clear what is in them on the way out, old rows or new."""
        self.clear()
        try:
            with self.turns.turn():
                for table in self.tables:
                    self._dialect.run(self._definition(table))
                for index in self._indexes:
                    self._dialect.run(index.definition)
            yield
        finally:
            with suppress(PeeweeException):  # without room for it: the next time clears
                self.clear()

    def sort_indexes(self, tell: Callable[[], None]) -> None:
        """Make the indexes of the tables aside, which are filled.

        Args:
            tell: Called after each.
        """
        for index in self._indexes:
            self._dialect.run(
                f"CREATE TEMPORARY TABLE sorted AS SELECT {index.names}, rowid AS number "  # noqa: S608
                f'FROM "{index.table}{SUFFIX}" ORDER BY {index.names}, rowid'
            )
            self._fill(index)
            self._dialect.run("DROP TABLE sorted")
            tell()

    def swap(self) -> None:
        """Exchange the tables and those aside, in a transaction."""
        pages = dict(self._dialect.run("SELECT name, rootpage FROM sqlite_master").fetchall())
        version = self._dialect.one("PRAGMA schema_version")
        self._dialect.run("PRAGMA writable_schema = ON")
        for name, aside in self._pairs():
            for one, other in ((name, aside), (aside, name)):
                self._dialect.run(
                    "UPDATE sqlite_master SET rootpage = ? WHERE name = ?", (pages[other], one)
                )
        # Every connection, this one too, then reads the schema again before its next statement.
        self._dialect.run(f"PRAGMA schema_version = {version + 1}")
        self._dialect.run("PRAGMA writable_schema = RESET")
        for table in self.tables:
            self._keep_last_number(table)

    def remove_referring(self, table: str, gone: str) -> None:
        """Remove what refers to rows that are gone with a swap, in its transaction.

        Args:
            table: One that was exchanged.
            gone: A SELECT of their numbers.
        """
        for name, column in self._dialect.run(_REFERRING_SQL, (table,)).fetchall():
            if name not in self.tables:
                self._dialect.run(f'DELETE FROM "{name}" WHERE "{column}" IN ({gone})')  # noqa: S608

    def clear(self) -> None:
        """Remove the tables aside in turns: dropping a large one would be one long statement."""
        found = self._dialect.run(_LEFT_OVER_SQL).fetchall()
        for name, without_rowid in found:
            self._empty(name, self._key_of(name) if without_rowid else "rowid")
        if found:
            with self.turns.turn():
                for name, _ in found:
                    self._dialect.run(f'DROP TABLE "{name}"')

    def _empty(self, name: str, key: str) -> None:
        """Delete the rows, but for fewer than a turn has."""
        statement = f"""DELETE FROM "{name}" WHERE ({key}) <= (
            SELECT {key} FROM "{name}" ORDER BY {key} LIMIT 1 OFFSET ?)"""  # noqa: S608

        def write(most: int) -> int:
            deleted: int = self._dialect.run(statement, (most,)).rowcount
            return deleted

        self.turns.take(write)

    def _fill(self, index: _Index) -> None:
        statement = f"""INSERT INTO "{index.name}{SUFFIX}"
            SELECT * FROM sorted WHERE rowid > ? AND rowid <= ? ORDER BY rowid"""  # noqa: S608
        done = 0

        def write(most: int) -> int:
            nonlocal done
            inserted: int = self._dialect.run(statement, (done, done + most)).rowcount
            done += inserted
            return inserted

        self.turns.take(write)

    def _pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the names of what has a tree of its own, and of what takes its place."""
        for table in self.tables:
            yield table, f"{table}{SUFFIX}"
            for (name,) in self._dialect.run(_OWN_INDEXES_SQL, (table,)).fetchall():
                yield name, name.replace(table, f"{table}{SUFFIX}")
        for index in self._indexes:
            yield index.name, f"{index.name}{SUFFIX}"

    def _keep_last_number(self, table: str) -> None:
        """Remember the greatest number: it is given to nobody else once its row is gone."""
        self._dialect.run(
            f"""UPDATE sqlite_sequence
            SET seq = MAX(seq, (SELECT COALESCE(MAX(rowid), 0) FROM "{table}")) WHERE name = ?""",  # noqa: S608
            (table,),
        )

    def _definition(self, table: str) -> str:
        """Return the definition of a table aside: the columns and the primary key.

        References are left out: who is new is not yet among those that they refer to.
        """
        found = self._dialect.run(
            "SELECT name, type, pk FROM pragma_table_info(?)", (table,)
        ).fetchall()
        columns = ", ".join(f'"{name}" {kind}' for name, kind, _ in found)
        keys = sorted((place, name) for name, _, place in found if place)
        key = ", ".join(f'"{name}"' for _, name in keys)
        return f'CREATE TABLE "{table}{SUFFIX}" ({columns}, PRIMARY KEY ({key}))'

    def _indexes_of(self, table: str) -> Iterator[_Index]:
        for name, unique in self._dialect.run(_INDEXES_SQL, (table,)).fetchall():
            columns = self._dialect.run(_COLUMNS_SQL, (name, table)).fetchall()
            yield _Index(name, table, tuple(columns), bool(unique))

    def _key_of(self, name: str) -> str:
        found = self._dialect.run(
            "SELECT name FROM pragma_table_info(?) WHERE pk ORDER BY pk", (name,)
        )
        return ", ".join(f'"{column}"' for (column,) in found.fetchall())
