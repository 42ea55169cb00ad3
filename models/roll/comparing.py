"""What the staged lines are to each other and to the people already known."""

from __future__ import annotations

from peewee import IntegrityError

from models.errors import Fault
from models.roll.faults import RollFaults
from models.roll.report import ImportOptions
from models.storage.dialect import Dialect

NAMED_HOMONYMS = 5
"""Homonyms of whom the report gives the user names."""

_INDEX_SQL = "CREATE {kind} roll_line_{column} ON roll_line ({column})"
_TWICE_SQL = """
    SELECT r.line, f.line FROM roll_line r
    JOIN (SELECT {column} AS value, MIN(line) AS line FROM roll_line
          GROUP BY {column} HAVING COUNT(*) > 1) f ON f.value = r.{column}
    WHERE r.line > f.line ORDER BY r.line LIMIT {most}"""
_TWICE_COUNT_SQL = "SELECT COUNT(*) - COUNT(DISTINCT {column}) FROM roll_line"

_TAKEN_SQL = """
    FROM roll_line r JOIN elector e ON e.mail = r.mail
    JOIN roll_left_out l ON l.elector = e.id WHERE l.stays = 1"""

_HOMONYMS_SQL = """
    INSERT INTO roll_homonym SELECT MIN(line), MIN(uid), MAX(uid), COUNT(*) FROM roll_line
    GROUP BY last_name, first_name HAVING COUNT(*) > 1"""
_SHARED_NUMENS_SQL = """
    SELECT MIN(uid), MAX(uid), COUNT(*) FROM roll_line WHERE same_numen IS NOT NULL
    GROUP BY same_numen HAVING COUNT(*) > 1 ORDER BY MIN(line)"""
_FIRST_HOMONYMS_SQL = """
    SELECT first_uid, last_uid FROM roll_homonym ORDER BY first_line LIMIT {most}"""

_KNOWN_SQL = (
    "UPDATE roll_line SET elector = e.id FROM elector e WHERE e.uid = roll_line.uid",
    "CREATE INDEX roll_line_elector ON roll_line (elector)",
)
_LEFT_OUT_SQL = """
    INSERT INTO roll_left_out SELECT e.id, CASE WHEN {removed} THEN 0 ELSE 1 END FROM elector e
    WHERE NOT EXISTS (SELECT 1 FROM roll_line r WHERE r.elector = e.id)"""
HAS_ACCOUNT_SQL = """EXISTS (SELECT 1 FROM voter_account a
    WHERE a.elector_id = {elector} AND (a.state <> 'pending' OR EXISTS (
        SELECT 1 FROM account_request q WHERE q.account_id = a.id AND q.by_owner)))"""
"""What somebody asked for who has not opened the mailbox keeps nobody on the roll."""
_DIFFERENCES_SQL = (
    """INSERT INTO roll_entry_added SELECT r.elector, m.scrutin
    FROM roll_line r JOIN roll_set m ON m.number = r.scrutin_set
    WHERE r.elector <= {newest} AND NOT EXISTS (
        SELECT 1 FROM roll_entry x WHERE x.elector_id = r.elector AND x.scrutin_id = m.scrutin)""",
    """INSERT INTO roll_entry_removed SELECT x.elector_id, x.scrutin_id
    FROM roll_line r JOIN roll_entry x ON x.elector_id = r.elector
    WHERE r.elector <= {newest} AND NOT EXISTS (
        SELECT 1 FROM roll_set m WHERE m.number = r.scrutin_set AND m.scrutin = x.scrutin_id)""",
    """INSERT INTO roll_changed SELECT r.elector, r.line
    FROM roll_line r JOIN elector e ON e.id = r.elector
    WHERE r.mail <> e.mail OR r.last_name <> e.last_name OR r.first_name <> e.first_name
        OR r.civility <> e.civility OR r.corps <> e.corps OR r.department <> e.department
        OR r.uai <> e.uai OR r.school <> e.school
        OR r.elector IN (SELECT elector FROM roll_entry_added)
        OR r.elector IN (SELECT elector FROM roll_entry_removed)""",
)


def find_duplicates(dialect: Dialect, faults: RollFaults, most: int) -> None:
    """Index the user names and addresses; add a fault for each that comes again, with both lines.

    That an index can be unique is the check: sorting once does for both.
    """
    for column in ("uid", "mail"):
        try:
            dialect.run(_INDEX_SQL.format(kind="UNIQUE INDEX", column=column))
        except IntegrityError:
            dialect.run(_INDEX_SQL.format(kind="INDEX", column=column))
            rows = dialect.run(_TWICE_SQL.format(column=column, most=most)).fetchall()
            found = [Fault(f"déjà présent ligne {first}", line, column) for line, first in rows]
            faults.add_found(found, dialect.one(_TWICE_COUNT_SQL.format(column=column)))


def find_homonyms(dialect: Dialect) -> tuple[int, tuple[tuple[str, str], ...]]:
    """Return the people who share their names, and two user names of each of the first."""
    dialect.run(_HOMONYMS_SQL)
    people = dialect.one("SELECT COALESCE(SUM(people), 0) FROM roll_homonym")
    first = dialect.run(
        _FIRST_HOMONYMS_SQL.format(most=NAMED_HOMONYMS),
    )
    return int(people), tuple((one_name, other) for one_name, other in first.fetchall())


def find_shared_numens(dialect: Dialect) -> tuple[int, tuple[tuple[str, str], ...]]:
    """Return the people who have the NUMEN of somebody else, and two user names of each first."""
    names: list[tuple[str, str]] = []
    people = 0
    for one_name, other, number in dialect.run(_SHARED_NUMENS_SQL):
        people += number
        if len(names) < NAMED_HOMONYMS:
            names.append((one_name, other))
    return people, tuple(names)


def compare(dialect: Dialect, newest: int, options: ImportOptions) -> None:
    """Find who is known, what changes for them, and whom the file leaves out.

    Args:
        dialect: The tables of staging are filled.
        newest: Greatest id of the people already known.
        options: Whether those left out are to go.
    """
    for statement in _KNOWN_SQL:
        dialect.run(statement)
    dialect.refresh_statistics("roll_line")
    removed = (
        "1 = 1" if options.remove_accounts else f"NOT {HAS_ACCOUNT_SQL.format(elector='e.id')}"
    )
    dialect.run(_LEFT_OUT_SQL.format(removed=removed if options.remove else "1 = 0"))
    for statement in _DIFFERENCES_SQL:
        dialect.run(statement.format(newest=newest))
    dialect.refresh_statistics(
        "roll_left_out", "roll_changed", "roll_entry_added", "roll_entry_removed"
    )


def find_taken_addresses(dialect: Dialect, faults: RollFaults, most: int) -> None:
    """Add a fault for each address of a person whom the file does not name and who stays."""
    rows = dialect.run(f"SELECT r.line {_TAKEN_SQL} ORDER BY r.line LIMIT {most}").fetchall()
    reason = "cette adresse est déjà celle d'une autre personne"
    found = [Fault(reason, line, "mail") for (line,) in rows]
    faults.add_found(found, dialect.one(f"SELECT COUNT(*) {_TAKEN_SQL}"))
