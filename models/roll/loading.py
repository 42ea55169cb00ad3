"""Writing what was staged into the election's own tables, inside one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from peewee import Database, PostgresqlDatabase, SqliteDatabase

from models.config import Election
from models.roll.statements import run
from models.tables.electors import Scrutin

_LOCK_LEFT_OUT_SQL = """
    SELECT 1 FROM elector WHERE id IN (SELECT elector FROM roll_left_out WHERE stays = 0)
    ORDER BY id FOR UPDATE"""
_REMOVE_SQL = """
    DELETE FROM elector WHERE id IN (SELECT elector FROM roll_left_out WHERE stays = 0)"""
_BUT_ACCOUNTS_SQL = """
    AND NOT EXISTS (SELECT 1 FROM voter_account a WHERE a.elector_id = elector.id)"""

_PEOPLE_SQL = (
    # Two people may have changed addresses: all that change are let go of first.
    """UPDATE elector SET mail = elector.uid FROM roll_changed c JOIN roll_line r ON r.line = c.line
    WHERE elector.id = c.elector AND elector.mail <> r.mail""",
    """UPDATE elector SET mail = r.mail, civility = r.civility, last_name = r.last_name,
        first_name = r.first_name, corps = r.corps, department = r.department, uai = r.uai,
        school = r.school
    FROM roll_changed c JOIN roll_line r ON r.line = c.line WHERE elector.id = c.elector""",
    """INSERT INTO elector (id, uid, mail, civility, last_name, first_name, corps, department,
        uai, school)
    SELECT elector, uid, mail, civility, last_name, first_name, corps, department, uai, school
    FROM roll_line WHERE elector > {newest} ORDER BY line""",
)
_ENTRIES_SQL = (
    """DELETE FROM roll_entry WHERE (elector_id, scrutin_id) IN (
        SELECT elector, scrutin FROM roll_entry_removed)""",
    """INSERT INTO roll_entry (elector_id, scrutin_id)
    SELECT elector, scrutin FROM roll_entry_added""",
    # In this order SQLite walks the lines and finds their scrutins: the entries come sorted.
    """INSERT INTO roll_entry (elector_id, scrutin_id) SELECT r.elector, m.scrutin
    FROM roll_line r CROSS JOIN roll_set m
    WHERE m.number = r.scrutin_set AND r.elector > {newest}""",
)
_INDEXES_SQL = """
    SELECT name, sql FROM sqlite_master
    WHERE type = 'index' AND tbl_name = 'elector' AND sql IS NOT NULL"""
_FOREIGN_KEYS_SQL = """
    SELECT quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid = 'roll_entry'::regclass AND contype = 'f'"""
_SEQUENCE_SQL = """
    SELECT setval(pg_get_serial_sequence('{table}', 'id'), MAX(id)) FROM {table}"""

STEPS = 7
"""Steps of a load that are told, the last one when all is written."""


def scrutin_numbers(election: Election) -> dict[str, int]:
    """Return the id that each scrutin has, or will have once it is written, by its code."""
    known = {row.code: row.id for row in Scrutin.select()}
    newest = max(known.values(), default=0)
    new = [scrutin.code for scrutin in election.scrutins if scrutin.code not in known]
    return known | {code: newest + place for place, code in enumerate(new, start=1)}


def write_scrutins(database: Database, election: Election, numbers: Mapping[str, int]) -> None:
    """Bring the table of scrutins up to the election file."""
    for position, scrutin in enumerate(election.scrutins):
        facts = {
            "short": scrutin.short,
            "title": scrutin.title,
            "level": scrutin.level,
            "seats": scrutin.seats,
            "position": position,
        }
        Scrutin.insert(id=numbers[scrutin.code], code=scrutin.code, **facts).on_conflict(
            conflict_target=[Scrutin.code], update=facts
        ).execute()
    _continue_after(database, "scrutin")


def remove_people(database: Database, *, with_accounts: bool) -> int:
    """Remove whom the file leaves out, with all that is theirs; return how many.

    Somebody who has made an account since the comparison stays.
    """
    if isinstance(database, PostgresqlDatabase):
        run(database, _LOCK_LEFT_OUT_SQL)
    removed: int = run(
        database, _REMOVE_SQL if with_accounts else _REMOVE_SQL + _BUT_ACCOUNTS_SQL
    ).rowcount
    return removed


def write_people(database: Database, newest: int, tell: Callable[[], None]) -> None:
    """Write the people and their places in scrutins.

    Args:
        database: In a transaction; the scrutins are written.
        newest: Greatest id of the people who were known.
        tell: Called after each long statement.
    """
    postponed = [] if newest else _postpone_checks(database)
    for statement in (*_PEOPLE_SQL, *_ENTRIES_SQL):
        run(database, statement.format(newest=newest))
        tell()
    for statement in postponed:
        run(database, statement)
    tell()
    _continue_after(database, "elector")


def _postpone_checks(database: Database) -> list[str]:
    """Drop what checks each row of a first load; return what makes it again, for all at once.

    A SQLite file sorts the names of a million people several times quicker than it
    finds the place of each; a server joins two tables once instead of looking up
    each entry's person and scrutin. Only where nobody is on the roll yet: a server
    lets nobody read these tables meanwhile.
    """
    if isinstance(database, SqliteDatabase):
        found = run(database, _INDEXES_SQL).fetchall()
        for name, _ in found:
            run(database, f"DROP INDEX {name}")
        return [statement for _, statement in found]
    found = run(database, _FOREIGN_KEYS_SQL).fetchall()
    for name, _ in found:
        run(database, f"ALTER TABLE roll_entry DROP CONSTRAINT {name}")
    return [f"ALTER TABLE roll_entry ADD CONSTRAINT {name} {rule}" for name, rule in found]


def _continue_after(database: Database, table: str) -> None:
    """Let a PostgreSQL server number the next row after those written here."""
    if isinstance(database, PostgresqlDatabase):
        run(database, _SEQUENCE_SQL.format(table=table))
