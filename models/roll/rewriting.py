"""Writing a roll beside the one that is read, where a long transaction would lock others out.

The tables aside are filled in short turns; nobody reads them. One short transaction
then puts them into the place of the others, so that a load stays all or nothing.
Nobody but an import writes to these tables, and two imports never run at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from models.errors import DatabaseBusy
from models.roll.comparing import HAS_ACCOUNT_SQL
from models.roll.loading import write_entries
from models.roll.summary import Comparison
from models.storage.aside import Aside
from models.storage.dialect import Dialect

MOST_AT_ONCE = 2_000
"""Rows that are changed in place, in one transaction: about a tenth of a second."""

PEOPLE, ENTRIES = "elector", "roll_entry"

STEPS = 100
"""In which the writing is reported."""

_ENTRIES_CHANGED_SQL = """
    SELECT (SELECT COUNT(*) FROM roll_entry_added) + (SELECT COUNT(*) FROM roll_entry_removed)"""

_NEXT_SQL = (
    """CREATE TEMPORARY TABLE roll_next (
        elector INTEGER PRIMARY KEY, line INTEGER, scrutin_set INTEGER)""",
    """INSERT INTO roll_next SELECT elector, line, scrutin_set FROM roll_line ORDER BY elector""",
    """INSERT INTO roll_next SELECT elector, NULL, NULL FROM roll_left_out WHERE stays = 1""",
)
"""Everybody who will be on the roll, and their line if they have one."""
_UP_TO_SQL = """
    SELECT COALESCE(MAX(elector), 0), COUNT(*) FROM (
        SELECT elector FROM roll_next WHERE elector > ? ORDER BY elector LIMIT ?)"""

_FILL_SQL = {
    PEOPLE: (
        """INSERT INTO elector_aside
        SELECT n.elector, r.uid, r.mail, r.civility, r.last_name, r.first_name, r.corps,
            r.department, r.uai, r.school
        FROM roll_next n JOIN roll_line r ON r.line = n.line
        WHERE n.elector > ? AND n.elector <= ? ORDER BY n.elector""",
        """INSERT INTO elector_aside SELECT e.* FROM roll_next n JOIN elector e ON e.id = n.elector
        WHERE n.line IS NULL AND n.elector > ? AND n.elector <= ?""",
    ),
    ENTRIES: (
        """INSERT INTO roll_entry_aside SELECT n.elector, m.scrutin
        FROM roll_next n CROSS JOIN roll_set m
        WHERE m.number = n.scrutin_set AND n.elector > ? AND n.elector <= ?""",
        """INSERT INTO roll_entry_aside SELECT x.elector_id, x.scrutin_id
        FROM roll_next n CROSS JOIN roll_entry x ON x.elector_id = n.elector
        WHERE n.line IS NULL AND n.elector > ? AND n.elector <= ?""",
    ),
}

_TO_GO_SQL = "SELECT elector FROM roll_left_out WHERE stays = 0"
_STAY_SQL = f"{_TO_GO_SQL} AND {HAS_ACCOUNT_SQL.format(elector='roll_left_out.elector')}"
_PUT_BACK_SQL = {
    PEOPLE: f"INSERT INTO elector SELECT * FROM elector_aside WHERE id IN ({_STAY_SQL})",  # noqa: S608
    ENTRIES: f"""INSERT INTO roll_entry
        SELECT * FROM roll_entry_aside WHERE elector_id IN ({_STAY_SQL})""",  # noqa: S608
}
_GONE_SQL = f"{_TO_GO_SQL} AND elector NOT IN (SELECT id FROM elector)"  # noqa: S608

ROLL_CHANGED = (
    "La liste électorale a changé pendant l'importation : rien n'a été chargé. Recommencez."
)


class Rewriting:
    """A roll written aside, on a connection whose tables of staging are filled and compared."""

    def __init__(
        self, dialect: Dialect, aside: Aside, newest: int, known: int, *, with_accounts: bool
    ) -> None:
        """Take what was found.

        Args:
            dialect: Of the connection.
            aside: Of the tables that are written again.
            newest: Greatest id of the people who were known.
            known: How many they were.
            with_accounts: Whether people go who have an account.
        """
        self._dialect = dialect
        self._aside = aside
        self._newest = newest
        self._known = known
        self._with_accounts = with_accounts

    @property
    def longest_turn(self) -> float:
        """Seconds of the longest transaction so far."""
        return self._aside.turns.longest

    def count_removed(self) -> int:
        """Return how many people would go now."""
        gone: int = self._dialect.one(f"SELECT COUNT(*) FROM ({_TO_GO_SQL}) AS going")  # noqa: S608
        if not self._with_accounts:
            gone -= self._dialect.one(f"SELECT COUNT(*) FROM ({_STAY_SQL}) AS staying")  # noqa: S608
        return gone

    @contextmanager
    def prepared(self, tell: Callable[[int], None]) -> Iterator[None]:
        """Hold the whole roll in tables aside, cleared on the way out.

        Args:
            tell: Called with how many of `STEPS` are done.
        """
        for statement in _NEXT_SQL:
            self._dialect.run(statement)
        people = self._dialect.one("SELECT COUNT(*) FROM roll_next")
        total = people * self._aside.parts
        done = 0

        def tell_some(people: int) -> None:
            nonlocal done
            done += people
            tell(done * STEPS // total)

        with self._aside.made():
            for table in self._aside.tables:
                self._fill(table, tell_some)
            self._aside.sort_indexes(lambda: tell_some(people))
            yield

    def put_in_place(self) -> int:
        """Let everybody read the roll that was written, in a transaction; the scrutins are.

        Returns:
            How many people were removed, with all that was theirs.

        Raises:
            DatabaseBusy: The roll is not the one that was compared.
            IntegrityError: Somebody made an account meanwhile whose address is another's now.
        """
        if self._dialect.one("SELECT COUNT(*) FROM elector") != self._known:
            raise DatabaseBusy(ROLL_CHANGED)
        removed = self.count_removed()
        self._aside.swap()
        if not self._with_accounts:
            for table in self._aside.tables:
                self._dialect.run(_PUT_BACK_SQL[table])
        self._aside.remove_referring(PEOPLE, _GONE_SQL)
        if ENTRIES not in self._aside.tables:
            write_entries(self._dialect, self._newest)
        return removed

    def _fill(self, table: str, tell: Callable[[int], None]) -> None:
        after = 0

        def write(most: int) -> int:
            nonlocal after
            up_to, people = self._dialect.run(_UP_TO_SQL, (after, most)).fetchone()
            for statement in _FILL_SQL[table]:
                self._dialect.run(statement, (after, up_to))
            after = up_to
            return int(people)

        self._aside.turns.take(write, tell)


def rewriting_of(
    dialect: Dialect, newest: int, comparison: Comparison, *, with_accounts: bool
) -> Rewriting | None:
    """Return how to write a roll aside; None if one transaction is short, or in no one's way.

    Args:
        dialect: The tables of staging are filled and compared.
        newest: Greatest id of the people who were known.
        comparison: How the roll differs from theirs.
        with_accounts: Whether people go who have an account.
    """
    others = comparison["added"] + dialect.one(f"SELECT COUNT(*) FROM ({_TO_GO_SQL}) AS going")  # noqa: S608
    if others + comparison["changed"] <= MOST_AT_ONCE:
        return None
    entries = others + dialect.one(_ENTRIES_CHANGED_SQL)
    aside = dialect.aside((PEOPLE, ENTRIES) if entries > MOST_AT_ONCE else (PEOPLE,))
    if aside is None:
        return None
    known = comparison["changed"] + comparison["unchanged"] + comparison["left_out"]
    return Rewriting(dialect, aside, newest, known, with_accounts=with_accounts)
