"""Writing what was staged into the election's own tables, inside one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext

from models.roll.comparing import HAS_ACCOUNT_SQL
from models.settings.election import Election
from models.storage.dialect import Dialect
from models.tables.electors import Scrutin

_LEFT_OUT_SQL = """
    SELECT 1 FROM elector WHERE id IN (SELECT elector FROM roll_left_out WHERE stays = 0)
    ORDER BY id"""
_REMOVE_SQL = """
    DELETE FROM elector WHERE id IN (SELECT elector FROM roll_left_out WHERE stays = 0)"""
_BUT_ACCOUNTS_SQL = f" AND NOT {HAS_ACCOUNT_SQL.format(elector='elector.id')}"

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
STEPS = 7
"""Steps of a load that are reported, the last one when all is written."""


def scrutin_numbers(election: Election) -> dict[str, int]:
    """Return the id that each scrutin has, or will have once it is written, by its code."""
    known = {row.code: row.id for row in Scrutin.select()}
    newest = max(known.values(), default=0)
    new = [scrutin.code for scrutin in election.scrutins if scrutin.code not in known]
    return known | {code: newest + place for place, code in enumerate(new, start=1)}


def write_scrutins(dialect: Dialect, election: Election, numbers: Mapping[str, int]) -> None:
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
    dialect.continue_numbers("scrutin")


def remove_people(dialect: Dialect, *, with_accounts: bool) -> int:
    """Remove whom the file leaves out, with all that is theirs; return how many.

    A person who has made an account since the comparison stays.
    """
    dialect.lock_rows(_LEFT_OUT_SQL)
    removed: int = dialect.run(
        _REMOVE_SQL if with_accounts else _REMOVE_SQL + _BUT_ACCOUNTS_SQL
    ).rowcount
    return removed


def write_people(dialect: Dialect, newest: int, tell: Callable[[], None]) -> None:
    """Write the people and their places in scrutins.

    Args:
        dialect: In a transaction; the scrutins are written.
        newest: Greatest id of the people who were known.
        tell: Called after each long statement.
    """
    checks = nullcontext() if newest else dialect.checks_postponed("elector", "roll_entry")
    with checks:
        for statement in _PEOPLE_SQL:
            dialect.run(statement.format(newest=newest))
            tell()
        write_entries(dialect, newest, tell)
    tell()
    dialect.continue_numbers("elector")


def write_entries(dialect: Dialect, newest: int, tell: Callable[[], None] = lambda: None) -> None:
    """Write the places in scrutins that differ; as `write_people`, once that is done."""
    for statement in _ENTRIES_SQL:
        dialect.run(statement.format(newest=newest))
        tell()
