"""Deleting the people of an election that is over: what stays names nobody."""

from __future__ import annotations

from datetime import datetime, timedelta

from peewee import PostgresqlDatabase, Table

from models.administration_refusals import PurgeRefused
from models.administration_views import PurgeReport
from models.archive.rows import table_shapes
from models.context import Context
from models.rules.french_dates import say_date
from models.services.audit_trail import record
from models.services.count_progress import PURGED, keep_counts
from models.services.use_case import UseCase
from models.tables.audit import AuditEvent
from models.tables.base import database
from models.tables.installation import Installation

KEPT = frozenset(
    {"installation", "audit_event", "audit_head", "kept_count", "scrutin"},
)
"""Tables that hold no person; the rows of every other one are deleted, of new ones too."""

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
            PurgeRefused: The day of the purge has not come, or nothing is left.
        """
        context = self.context
        self._require_day()
        with context.transaction(unlimited=True):
            counts = _counted(context)
            if not any(number for _, _, number in counts):
                raise PurgeRefused(DONE)
            if dry_run:
                return PurgeReport(counts, done=False)
            keep_counts(context)
            for name in reversed([name for name, _, _ in counts]):
                Table(name).bind(context.database).delete().execute()
            AuditEvent.update(source="").execute()
            _note_moment(context.now)
            record(context, "purge", "", source)
        with context.connection(unlimited=True):
            _give_back_room(context, [name for name, _, _ in counts])
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


def _note_moment(now: datetime) -> None:
    moment = now.isoformat()
    Installation.insert(name=PURGED, value=moment).on_conflict(
        conflict_target=[Installation.name], update={Installation.value: moment}
    ).execute()


def _give_back_room(context: Context, names: list[str]) -> None:
    """Take what was deleted off the disk too; outside any transaction."""
    if isinstance(context.database, PostgresqlDatabase):
        for name in (*names, "audit_event"):
            database.execute_sql(f'VACUUM (FULL) "{name}"')
        return
    database.execute_sql("VACUUM")
    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
