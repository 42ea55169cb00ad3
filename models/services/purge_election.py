"""Deleting the people of an election that is over: what stays names nobody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from peewee import OperationalError, PostgresqlDatabase, Table

from models.administration_refusals import PurgeRefused
from models.administration_views import PurgeReport
from models.archive.rows import table_shapes
from models.context import Context
from models.database_faults import unavailable
from models.errors import DatabaseAway, DatabaseBusy, DiskFull
from models.rules.french_dates import say_date
from models.services.audit_trail import record
from models.services.count_progress import PURGED, keep_counts
from models.services.use_case import UseCase
from models.tables.audit import AuditEvent
from models.tables.base import database
from models.tables.installation import Installation

KEPT = frozenset(
    {
        "audit_event",
        "audit_head",
        "installation",
        "kept_count",
        "kiosk",
        "kiosk_visits",
        "scrutin",
    },
)
"""Tables that hold no person; the rows of every other one of the election's are deleted."""

WORDS = {
    "elector": "personnes de la liste électorale",
    "roll_entry": "inscriptions à un scrutin",
    "mailbox": "messageries",
    "mailbox_message": "messages des messageries",
    "mailbox_opening": "ouvertures de messagerie",
    "voter_account": "comptes électeur",
    "confirmation_code": "codes",
    "waiting_mail": "mails à envoyer ou envoyés",
    "throttle": "compteurs d'essais",
    "recent_act": "actes récents",
    "mailbox_numen": "empreintes des NUMEN",
    "prepared_hash": "mots de passe préparés",
}
TOO_EARLY = (
    "La purge n'est possible qu'à partir du {day} : {days} jours après les résultats ([purge] du "
    "fichier d'élection). Rien n'a été effacé."
)
DONE = "Il n'y a plus rien à effacer : la purge est déjà faite."
IN_USE = (
    "La base est encore lue par un autre programme (visite, sauvegarde) : rien n'a été effacé. "
    "Fermez-le ou attendez sa fin, puis recommencez."
)
ROOM_KEPT = (
    "Les personnes sont effacées de la base, mais la place qu'elles tenaient sur le disque n'est "
    "pas encore rendue : libérez de la place, fermez les programmes qui lisent la base, puis "
    "relancez « espace-electeur admin purge --yes »."
)
ROOM = "room_to_give_back"
"""The fact that rows were deleted whose bytes may still be on the disk."""
BLANK_SOURCES = "ALTER TABLE audit_event ALTER COLUMN source TYPE varchar(80) USING ''"
"""Writes the table anew: an update would leave the old rows in its file."""
SAME_TYPES = """
SELECT format('ALTER TABLE %%I %%s', relname, string_agg(
    format('ALTER COLUMN %%I TYPE %%s', attname, format_type(atttypid, atttypmod)), ', '))
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
WHERE relname = ANY(%s) AND relkind = 'r' AND relnamespace = 'public'::regnamespace
    AND attnum > 0 AND NOT attisdropped
GROUP BY relname
"""
"""Makes statements that give every column its own type again: so its statistics are forgotten,
samples of names and addresses that stay when a table is emptied."""
STATISTICS = "VACUUM (FULL) pg_statistic"
"""Passed over by the server where the election's user does not own the database."""
LOOKING_BACK = """
SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()
    AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND backend_xmin IS NOT NULL)
"""
"""Whether a transaction may still see old rows: what it may see is written anew too."""
LOCK_WAIT = 30.0
"""Seconds that the tables of a server are waited for, the visits behind waiting too."""


class PurgeElection(UseCase):
    """Deletes the roll, the accounts, the codes, the mails and the mailboxes."""

    def __call__(self, *, dry_run: bool, source: str) -> PurgeReport:
        """Return what was deleted, or would be, in one transaction.

        The counts of the status are kept as numbers. The audit chain stays
        valid: the places its events came from are blanked, which stand outside
        what is hashed.

        Args:
            dry_run: Only count.
            source: Who asked for it, for the audit trail.

        Raises:
            PurgeRefused: The day of the purge has not come, or nothing is left;
                or what is deleted still takes its place on the disk.
        """
        context = self.context
        self._require_day()
        with context.transaction(unlimited=True):
            counts = _counted(context)
            anybody = any(number for _, _, number in counts)
            if not anybody and not _fact(ROOM).exists():
                raise PurgeRefused(DONE)
            if dry_run:
                return PurgeReport(counts, done=False)
            if anybody:
                keep_counts(context)
                _erase(context, [name for name, _, _ in counts])
                _note(PURGED, context.now)
                record(context, "purge", "", source)
        _give_back_room(context)
        return PurgeReport(counts, done=True)

    def _require_day(self) -> None:
        election = self.context.election
        after = timedelta(days=election.purge.after_days)
        day = election.calendar.results_from + after
        if self.context.now < day:
            told = f"{say_date(day, election.calendar.zone)} {day.year}"
            raise PurgeRefused(TOO_EARLY.format(day=told, days=after.days))


def _counted(context: Context) -> tuple[tuple[str, str, int], ...]:
    """Return every table of people with its rows, those that others refer to first."""
    names = [shape.name for shape in table_shapes(context.database) if shape.name not in KEPT]
    return tuple(
        (name, WORDS.get(name, name), Table(name).bind(context.database).select().count())
        for name in names
    )


def _erase(context: Context, names: list[str]) -> None:
    """Delete the rows of some tables, and the places that the audit events came from.

    A server that still shows old rows to others keeps them on its disk whatever
    `VACUUM` is told: there the tables get new files, the old ones going with
    the transaction.

    Raises:
        PurgeRefused: Others use a table; nothing was deleted.
    """
    if isinstance(context.database, PostgresqlDatabase):
        tables = ", ".join(f'"{name}"' for name in names)
        database.execute_sql(f"SET LOCAL lock_timeout = {int(LOCK_WAIT * 1000)}")
        with _tables_of_our_own():
            database.execute_sql(f"TRUNCATE {tables}")
            database.execute_sql(BLANK_SOURCES)
            for (statement,) in database.execute_sql(SAME_TYPES, (names,)).fetchall():
                database.execute_sql(statement)
    else:
        for name in reversed(names):
            Table(name).bind(context.database).delete().execute()
        AuditEvent.update(source="").execute()
    _note(ROOM, context.now)


@contextmanager
def _tables_of_our_own() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        if isinstance(unavailable(error), DatabaseBusy):
            raise PurgeRefused(IN_USE) from error
        raise


def _give_back_room(context: Context) -> None:
    """Write anew the files that may hold what was deleted, outside any transaction.

    Raises:
        PurgeRefused: It cannot be done now; the next run will.
    """
    try:
        with context.connection(unlimited=True):
            if not _fact(ROOM).exists():
                return
            if not _written_anew(context):
                raise PurgeRefused(ROOM_KEPT)
            Installation.delete().where(Installation.name == ROOM).execute()
    except (DatabaseBusy, DiskFull, DatabaseAway) as error:
        raise PurgeRefused(ROOM_KEPT) from error


def _written_anew(context: Context) -> bool:
    """Return whether no file holds what was deleted, inside a connection."""
    if isinstance(context.database, PostgresqlDatabase):
        (looking_back,) = database.execute_sql(LOOKING_BACK).fetchone()
        database.execute_sql(f"SET lock_timeout = {int(LOCK_WAIT * 1000)}")
        database.execute_sql(STATISTICS)
        return not looking_back
    database.execute_sql("VACUUM")
    busy, *_ = database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _fact(name: str) -> Any:
    return Installation.select().where(Installation.name == name)


def _note(name: str, now: datetime) -> None:
    moment = now.isoformat()
    Installation.insert(name=name, value=moment).on_conflict(
        conflict_target=[Installation.name], update={Installation.value: moment}
    ).execute()
