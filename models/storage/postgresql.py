"""PostgreSQL: a server that several machines share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, cast

from peewee import SQL, Expression, OperationalError, PeeweeException, fn

from models.errors import DatabaseBusy, DatabaseUnavailable
from models.settings.database import DatabaseSection
from models.storage.dialect import (
    PRIVILEGES,
    ROWS_AT_ONCE,
    Column,
    Dialect,
    Facts,
    HeldRights,
    SomeQuery,
    as_peewee_errors,
)
from models.storage.faults import unavailable
from models.storage.server import ServerDatabase
from models.storage.urns import ServerUrns

LOCK_WAIT = 5.0
"""Seconds that a statement of a visit waits for a lock."""

ERASURE_WAIT = 30.0
"""Seconds that the tables to erase are waited for, the visits behind waiting too."""

LINES_A_WRITE = 2_000
"""Rows that are sent together, about 200 kB."""

MIGRATION_LOCK = 0x656C6563746F7273
"""The number of the lock of migrations among those of the database, "electors" in ASCII."""

NO_DRIVER = (
    "le programme n'est pas installé pour PostgreSQL : lancez « make install EXTRAS=postgresql »"
)

NULL = "\\N"
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
"""What the text form of COPY escapes (PostgreSQL's manual, COPY, « Text Format »)."""
SPECIAL = re.compile(r"[\\\n\r]")
"""Any of them but the tab, which also separates the columns."""

FOREIGN_KEYS_SQL = """
    SELECT quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid = %s::regclass AND contype = 'f'"""

SAME_TYPES_SQL = """
SELECT format('ALTER TABLE %%I %%s', relname, string_agg(
    format('ALTER COLUMN %%I TYPE %%s', attname, format_type(atttypid, atttypmod)), ', '))
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
WHERE relname = ANY(%s) AND relkind = 'r' AND relnamespace = 'public'::regnamespace
    AND attnum > 0 AND NOT attisdropped
GROUP BY relname
"""
"""Makes statements that give every column its own type again: so its statistics are forgotten,
samples of names and addresses that stay when a table is emptied."""

TYPE_OF_SQL = """
SELECT format_type(atttypid, atttypmod) FROM pg_attribute
WHERE attrelid = %s::regclass AND attname = %s
"""

STATISTICS_SQL = "VACUUM (FULL) pg_statistic"
"""Passed over by the server if the election's user does not own the database."""

OLD_ROWS_VISIBLE_SQL = """
SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()
    AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND backend_xmin IS NOT NULL)
"""
"""Whether a transaction may still see old rows: what it may see is rewritten too."""

ROLE_SQL = """
SELECT rolsuper OR rolcreaterole OR rolbypassrls OR EXISTS (
        SELECT FROM pg_tables WHERE schemaname = current_schema() AND tableowner <> current_user
            AND pg_has_role(current_user, tableowner, 'MEMBER')),
    has_schema_privilege(current_schema(), 'CREATE')
FROM pg_roles WHERE rolname = current_user
"""
RIGHTS_SQL = """
SELECT t, p FROM unnest(%s::text[]) t, unnest(%s::text[]) p
WHERE to_regclass(t) IS NOT NULL AND has_table_privilege(to_regclass(t), p)
"""

PROTECTION_SQL = """
SELECT COALESCE((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false),
    inet_server_addr() IS NULL OR inet_server_addr() <<= inet '127.0.0.0/8'
"""


class PostgresqlDialect(Dialect):
    """A PostgreSQL server; see `Dialect` for what each method means."""

    database: ServerDatabase
    begin_snapshot = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

    def __init__(self, section: DatabaseSection) -> None:
        """Take where the server is; opens nothing.

        Raises:
            DatabaseUnavailable: The driver is not installed.
        """
        try:
            import_module("psycopg")
        except ImportError:
            raise DatabaseUnavailable(reason=NO_DRIVER) from None
        self.database = ServerDatabase(section, lock_wait=LOCK_WAIT)
        self.urns = ServerUrns(self)

    # Opening

    def prepare(self) -> None:
        """Do nothing: the server has the database, or refuses."""

    def is_present(self) -> bool:
        """Return True: connecting fails if it is absent."""
        return True

    def require_present(self) -> None:
        """Do nothing: connecting fails if it is absent."""

    def keep_open(self) -> None:
        """Do nothing: the pool keeps connections."""

    def close(self) -> None:
        """Close the idle connections."""
        self.database.pool.close()

    def lift_limits(self) -> None:
        """Lift the time-outs of the server and our own."""
        self.database.lift_limits()

    def wait_for_locks(self, seconds: float) -> None:
        """Set the time-out of the session."""
        self.run(f"SET lock_timeout = {seconds * 1000:.0f}")

    def files(self) -> list[Path]:
        """Return none: the server has its own."""
        return []

    def is_foreign(self, history: str) -> bool:
        """Return False: tables of other programs may be beside ours."""
        return False

    def facts(self) -> Facts:
        """Ask the server for its version and for how this connection reaches it."""
        version = str(self.one("SHOW server_version")).split(" ")[0]
        encrypted, local = self.run(PROTECTION_SQL).fetchone()
        return Facts(f"PostgreSQL {version}", encrypted=bool(encrypted), local=bool(local))

    def rights(self, tables: Sequence[str]) -> HeldRights | None:
        """Ask the server what the role of this connection may do."""
        superuser, makes_tables = self.run(ROLE_SQL).fetchone()
        held = self.run(RIGHTS_SQL, (list(tables), list(PRIVILEGES))).fetchall()
        return HeldRights(bool(superuser), bool(makes_tables), frozenset(map(tuple, held)))

    def time(self) -> datetime | None:
        """Return the present of the server's clock."""
        now: datetime = self.one("SELECT clock_timestamp()")
        return now

    # Locks

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold a lock of the server on a connection of its own, whose limits are lifted."""
        with self.database.connection_context():
            self.lift_limits()
            with self.lock(MIGRATION_LOCK):
                yield

    @contextmanager
    def try_lock(self, number: int) -> Iterator[bool]:
        """Hold a lock of the server; a lost connection gives it up."""
        taken = bool(self.one(f"SELECT pg_try_advisory_lock({number})"))
        try:
            yield taken
        finally:
            if taken:
                self._unlock(number)

    @contextmanager
    def lock(self, number: int) -> Iterator[None]:
        """Wait for a lock of the server; a lost connection gives it up."""
        with self.database.atomic():
            self.run("SET LOCAL lock_timeout = 0")
            self.run(f"SELECT pg_advisory_lock({number})")
        try:
            yield
        finally:
            self._unlock(number)

    def _unlock(self, number: int) -> None:
        with suppress(PeeweeException):
            self.run(f"SELECT pg_advisory_unlock({number})")

    def locked(self, query: SomeQuery, *, skip_locked: bool = False) -> SomeQuery:
        """Return the query with FOR UPDATE."""
        locking: SomeQuery = cast(Any, query).for_update(skip_locked=skip_locked)
        return locking

    def lock_rows(self, statement: str) -> None:
        """Run the statement with FOR UPDATE."""
        self.run(f"{statement} FOR UPDATE")

    def serialise(self, lock: Callable[[], object]) -> None:
        """Lock the row: others wait for it."""
        lock()

    def lock_tables(self, names: Sequence[str]) -> None:
        """Lock the tables against readers too."""
        self.run(f"LOCK TABLE {_quoted(names)} IN ACCESS EXCLUSIVE MODE")

    # Reading

    def stream(
        self, statement: str, values: Sequence[Any], at_once: int = ROWS_AT_ONCE
    ) -> Iterator[tuple[Any, ...]]:
        """Yield the rows through a cursor of the server."""
        with as_peewee_errors, self.driver_connection().cursor(name="rows") as cursor:
            cursor.itersize = at_once
            cursor.execute(statement, values)
            yield from cursor

    def joined_text(self, column: Any, separator: str) -> Any:
        """Return STRING_AGG."""
        return fn.STRING_AGG(column, separator)

    def is_one_of(self, column: Any, values: Sequence[str] | Sequence[int]) -> Expression:
        """Return the comparison with an array: it is read once, and looked up by an index."""
        kind = "text" if any(isinstance(value, str) for value in values) else "integer"
        return cast(Expression, column == SQL(f"ANY(%s::{kind}[])", [list(values)]))

    def ten_minutes_of(self, column: Any) -> Expression:
        """Return the bin of a moment."""
        piece: Any = fn.DATE_BIN(
            SQL("INTERVAL '10 minutes'"), column, SQL("TIMESTAMP '2000-01-01'")
        )
        return cast(Expression, piece.coerce(False))

    # Writing much

    @contextmanager
    def temporary_tables(self, statements: Iterable[str]) -> Iterator[None]:
        """Make tables, and drop them: the connection is another call's afterwards."""
        self.run("DISCARD TEMP")
        for statement in statements:
            self.run(statement)
        try:
            yield
        finally:
            with suppress(PeeweeException):
                self.run("DISCARD TEMP")

    def private_transaction(self) -> AbstractContextManager[Any]:
        """Return a transaction: temporary tables block no one."""
        return cast(AbstractContextManager[Any], self.database.atomic())

    def copy_rows(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Send the rows in the server's own text form, which takes half the time of values."""
        statement = f'COPY "{table}" ({_quoted(columns)}) FROM STDIN'
        remaining = iter(rows)
        with (
            as_peewee_errors,
            self.driver_connection().cursor() as cursor,
            cursor.copy(statement) as copy,
        ):
            while some := list(islice(remaining, LINES_A_WRITE)):
                copy.write("".join(map(_line, some)))

    def aside(self, tables: Sequence[str]) -> None:
        """Return None: writers wait for a row, not for each other."""

    @contextmanager
    def checks_postponed(self, table: str, entries: str) -> Iterator[None]:
        """Drop the foreign keys of the entries.

        Joining two tables once is several times quicker than looking up the
        person and the scrutin of each entry.
        """
        found = self.run(FOREIGN_KEYS_SQL, (entries,)).fetchall()
        for name, _ in found:
            self.run(f"ALTER TABLE {entries} DROP CONSTRAINT {name}")
        yield
        for name, rule in found:
            self.run(f"ALTER TABLE {entries} ADD CONSTRAINT {name} {rule}")

    def continue_numbers(self, table: str, key: str = "id") -> None:
        """Set the sequence behind a column, if there is one and there are rows."""
        sequence = self.one("SELECT pg_get_serial_sequence(%s, %s)", (f'"{table}"', key))
        if sequence is not None:
            greatest = self.one(f'SELECT MAX("{key}") FROM "{table}"')  # noqa: S608
            if greatest is not None:  # a number that was given is not given again
                statement = f"SELECT setval(%s, GREATEST(%s, last_value)) FROM {sequence}"  # noqa: S608
                self.run(statement, (sequence, greatest))

    def newest_number(self, table: str) -> int:
        """Ask the table, and the sequence behind its key."""
        sequence = self.one("SELECT pg_get_serial_sequence(%s, 'id')", (f'"{table}"',))
        statement = f"""SELECT GREATEST(
            (SELECT COALESCE(MAX(id), 0) FROM "{table}"),
            (SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}))"""  # noqa: S608
        number: int = self.one(statement)
        return number

    def refresh_statistics(self, *tables: str) -> None:
        """Have the server count: it does so by itself for no temporary table."""
        for table in tables:
            self.run(f"ANALYZE {table}")

    def tidy(self, *tables: str) -> None:
        """Have the server note which pages all may see, and count: it would, some minutes later."""
        for table in tables:
            self.run(f"VACUUM (ANALYZE) {table}")

    def settle(self) -> None:
        """Do nothing: the server cleans up by itself."""

    # Erasing

    def erase(self, tables: Sequence[str], *blanks: Column) -> None:
        """Give the tables new files, the old ones going with the transaction.

        A server that still shows old rows to others keeps them on its disk even
        after `VACUUM`; an update of the column would leave its old rows in the file.
        """
        self.run(f"SET LOCAL lock_timeout = {int(ERASURE_WAIT * 1000)}")
        try:
            self.run(f"TRUNCATE {_quoted(tables)}")
            for blank in blanks:
                kind = self.run(TYPE_OF_SQL, (blank.table, blank.name)).fetchone()[0]
                self.run(
                    f"ALTER TABLE {blank.table} ALTER COLUMN {blank.name} TYPE {kind} USING ''",
                )
            for (statement,) in self.run(SAME_TYPES_SQL, (list(tables),)).fetchall():
                self.run(statement)
        except OperationalError as error:
            if isinstance(unavailable(error), DatabaseBusy):
                raise DatabaseBusy from error
            raise

    def give_back_room(self) -> bool:
        """Write the statistics again; the tables have new files already."""
        old_rows_visible = self.one(OLD_ROWS_VISIBLE_SQL)
        self.wait_for_locks(ERASURE_WAIT)
        self.run(STATISTICS_SQL)
        return not old_rows_visible


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _line(row: Sequence[Any]) -> str:
    """Return a row in the text form of COPY."""
    texts = [_text(value) for value in row]
    line = "\t".join(texts)
    if SPECIAL.search(line) or line.count("\t") >= len(texts):
        texts = [text.translate(ESCAPES) for text in texts]
        line = "\t".join(texts)
    if None in row:
        line = "\t".join(
            NULL if value is None else text for value, text in zip(row, texts, strict=True)
        )
    return f"{line}\n"


def _text(value: object) -> str:
    if type(value) is str:
        return value
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    return "" if value is None else str(value)
