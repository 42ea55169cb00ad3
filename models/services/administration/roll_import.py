"""Loading the electoral roll: the whole file in one transaction, or nothing of it.

The file is read, checked and compared on temporary tables that are in
no one's way; the transaction at the end writes what differs and nothing else. If
that would lock others out for long, the roll is written aside before (models/roll/rewriting.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from time import monotonic

from peewee import IntegrityError, PeeweeException

from models.context import Context
from models.errors import (
    DatabaseBusy,
    Fault,
    ManyRemovals,
    PurgeRefused,
    RollError,
)
from models.roll.comparing import (
    compare,
    find_duplicates,
    find_homonyms,
    find_shared_numens,
    find_taken_addresses,
)
from models.roll.faults import RollFaults
from models.roll.file import RollFile, recognised
from models.roll.loading import STEPS, remove_people, scrutin_numbers, write_people, write_scrutins
from models.roll.numens import (
    NumensFound,
    find_due,
    numen_digest,
    prepare_hashes,
    write_mailboxes,
)
from models.roll.reading import RollReading, known_codes
from models.roll.report import ImportOptions, ImportReport
from models.roll.rewriting import STEPS as STEPS_ASIDE
from models.roll.rewriting import rewriting_of
from models.roll.scrutin_sets import ScrutinSets
from models.roll.staging import StagedLine, stage, stage_sets, staging_tables
from models.roll.summary import Comparison, RowsWritten, comparison_of, summary_of
from models.rules.french_numbers import say_count, say_number
from models.services.audit.trail import record
from models.services.shared.roll_lock import import_lock
from models.services.vote.seal import require_not_sealed
from models.tables.installation import PURGED, Installation
from models.views.progress import Progress, Stage, Tell, tell_nobody

ANYBODY = ""
"""In the place of a user name: the same NUMEN has the same digest, whoever has it."""
MOST_REMOVED = 0.05
"""Share of the roll that a file may remove unasked; a transfer that was cut removes more."""
MANY_LEFT_OUT = (
    "Le fichier ne nomme plus {removed} sur {known} : rien n'a été chargé. Vérifiez "
    "qu'il est entier ; si elles sont bien à retirer, relancez la commande avec « --yes »."
)

PURGED_ALREADY = (
    "Cette élection a été purgée : ses personnes ne se rechargent pas, rien n'a été chargé. "
    "Préparez la suivante dans un autre dossier, par « espace-electeur admin init »."
)
CHANGED_FILE = "le fichier a changé pendant l'importation"
CHANGED_MEANWHILE = (
    "Des comptes ont été créés pendant l'importation, et la liste ne convient plus : rien n'a "
    "été chargé. Recommencez."
)


def import_roll(
    context: Context,
    path: Path,
    *,
    source: str,
    options: ImportOptions | None = None,
    tell: Tell = tell_nobody,
) -> ImportReport:
    """Add the people of a roll and their scrutins, and bring known people up to date.

    A person who has opened their mailbox keeps its password. Interrupted at
    any moment, nothing is loaded; NUMENs that were hashed are not hashed again.

    Args:
        context: The open election.
        path: A CSV file, or a pipe.
        source: Who imports, for the audit trail.
        options: What is asked for beyond the file.
        tell: Called with how far the import is.

    Returns:
        What the file holds and what was done with it.

    Raises:
        RollError: The file has faults; nothing was loaded.
        ImportRunning: Another import is running; nothing was loaded.
        PurgeRefused: The election was purged; its counts are kept as they were.
        ManyRemovals: So many would be removed that the file is perhaps cut; nothing was loaded.
        VoteSealed: The election is sealed.
    """
    options = options or ImportOptions()
    with recognised(path, options.most_faults) as file, context.connection(unlimited=True):
        context.require_keys()
        if Installation.get_or_none(Installation.name == PURGED) is not None:
            raise PurgeRefused(PURGED_ALREADY)
        require_not_sealed()
        with import_lock(context), staging_tables(context.store.dialect):
            return _Import(context, file, options, tell).run(source)


class _Import:
    """One import, on an open connection whose temporary tables are its own."""

    def __init__(
        self, context: Context, file: RollFile, options: ImportOptions, tell: Tell
    ) -> None:
        self._context = context
        self._dialect = context.store.dialect
        self._file = file
        self._options = options
        self._tell = tell
        self._opens_mailboxes = context.election.mail.backend == "embedded"
        own = context.election.mail.embedded
        self._with_numens = own if options.numens is None else options.numens
        self._scrutins = scrutin_numbers(context.election)
        self._sets = ScrutinSets(context.election)
        self._newest = self._dialect.newest_number("elector")

    def run(self, source: str) -> ImportReport:
        dialect, options = self._dialect, self._options
        reading = self._read()
        homonyms, names = find_homonyms(dialect)
        shared, sharing = find_shared_numens(dialect)
        numens = find_due(dialect)
        comparison = comparison_of(dialect, self._newest, reading.people)
        summary = summary_of(dialect, self._context.election, self._sets.codes)
        too_many = self._removes_too_many(comparison)
        if not options.dry_run:
            if too_many is not None:
                raise ManyRemovals(too_many)
            self._prepare_hashes()
        written = self._write(source, numens, comparison)
        if not options.dry_run:
            self._settle()
        return ImportReport(
            electors=reading.people,
            mailboxes=written.mailboxes,
            without_mailbox=numens.without if self._opens_mailboxes else 0,
            numens_replaced=written.numens_replaced,
            numens_late=numens.late,
            numens_ignored=bool(reading.numens_column) and not self._with_numens,
            numens_column=reading.numens_column,
            encoding=self._file.encoding,
            removed=written.removed,
            kept_accounts=comparison["left_out"] - written.removed if options.remove else 0,
            homonyms=homonyms,
            homonym_names=names,
            shared_numens=shared,
            shared_numen_names=sharing,
            blocked_seconds=written.seconds,
            open_to_all=self._file.open_to_all,
            needs_yes=too_many is not None,
            kept=not options.dry_run,
            **comparison,
            **summary,
        )

    def _read(self) -> RollReading:
        """Put the whole file into the temporary tables and compare it, or raise its faults."""
        dialect, most = self._dialect, self._options.most_faults
        faults = RollFaults(self._file.path, most)
        reading = self._reading(faults)
        stage(dialect, self._staged(reading))
        stage_sets(dialect, self._sets.rows(self._scrutins))
        self._tell(Progress(Stage.COMPARING, 0, 1))
        find_duplicates(dialect, faults, most)
        if not reading.people and not faults.count:
            faults.add(Fault("le fichier ne contient aucune personne"))
        faults.require_none()
        if self._newest:
            compare(dialect, self._newest, self._options)
            find_taken_addresses(dialect, faults, most)
            faults.require_none()
        self._tell(Progress(Stage.COMPARING, 1, 1))
        return reading

    def _reading(self, faults: RollFaults) -> RollReading:
        known = known_codes(self._context.election)
        return RollReading(self._file, known, faults, with_numens=self._with_numens)

    def _staged(self, reading: RollReading) -> Iterator[StagedLine]:
        """Yield the lines as they are staged, each with the id of a new person."""
        size, newest, sets, context = self._file.size, self._newest, self._sets, self._context
        for line, values in reading.lines(
            lambda done: self._tell(Progress(Stage.READING, done, size))
        ):
            uid, _, _, _, _, corps, department, _, _, numen, scrutins = values
            digest = numen and numen_digest(context, uid, numen)
            same = numen and numen_digest(context, ANYBODY, numen)
            number = sets[corps, department, scrutins]
            yield (line, newest + line - 1, number, digest, same, *values[:9])
        self._tell(Progress(Stage.READING, size, size))

    def _removes_too_many(self, comparison: Comparison) -> str | None:
        """Return why a file is refused that leaves out more than leave a school in a year."""
        if self._options.removes_many:
            return None
        removed = self._dialect.one("SELECT COUNT(*) FROM roll_left_out WHERE stays = 0")
        known = comparison["changed"] + comparison["unchanged"] + comparison["left_out"]
        if removed <= known * MOST_REMOVED:
            return None
        return MANY_LEFT_OUT.format(removed=say_count(removed, "personne"), known=say_number(known))

    def _prepare_hashes(self) -> None:
        def tell(done: int, due: int) -> None:
            self._tell(Progress(Stage.HASHING, done, due))

        again = self._reading(RollFaults(self._file.path))
        if not prepare_hashes(self._context, again.lines(), tell):
            raise RollError(path=self._file.path, faults=[Fault(CHANGED_FILE)])

    def _write(self, source: str, numens: NumensFound, comparison: Comparison) -> RowsWritten:
        """Write all of it, or nothing; a dry run keeps nothing."""
        rewriting = rewriting_of(
            self._dialect,
            self._newest,
            comparison,
            with_accounts=self._options.remove_accounts,
        )
        if rewriting is None:
            return self._write_in_place(source, numens)
        if self._options.dry_run:
            return RowsWritten(rewriting.count_removed(), numens.new, numens.corrected, 0.0)
        with rewriting.prepared(self._tell_written):
            written = self._write_at_once(source, numens, rewriting.put_in_place)
        return replace(written, seconds=max(written.seconds, rewriting.longest_turn))

    def _write_in_place(self, source: str, numens: NumensFound) -> RowsWritten:
        steps = count()

        def step() -> None:
            self._tell(Progress(Stage.WRITING, next(steps), STEPS))

        def write_roll() -> int:
            removed = remove_people(self._dialect, with_accounts=self._options.remove_accounts)
            write_people(self._dialect, self._newest, step)
            return removed

        step()
        return self._write_at_once(source, numens, write_roll)

    def _write_at_once(
        self, source: str, numens: NumensFound, write_roll: Callable[[], int]
    ) -> RowsWritten:
        """Write in one transaction; a dry run takes it back.

        Args:
            source: Who imports, for the audit trail.
            numens: Those of the file.
            write_roll: Writes the people and their places in scrutins; returns how many people
                it removed.
        """
        context, options = self._context, self._options
        started = monotonic()
        try:
            with context.store.database.atomic() as transaction:
                write_scrutins(self._dialect, context.election, self._scrutins)
                removed = write_roll()
                made, replaced = numens.new, numens.corrected
                if (made or replaced) and not options.dry_run:
                    made, replaced = write_mailboxes(context)
                record(context, "import_roll", self._file.path.name, source)
                if options.dry_run:
                    transaction.rollback()
                else:
                    self._tell(Progress(Stage.KEEPING, 0, 1))
        except IntegrityError as error:
            raise DatabaseBusy(CHANGED_MEANWHILE) from error
        return RowsWritten(removed, made, replaced, monotonic() - started)

    def _tell_written(self, done: int) -> None:
        self._tell(Progress(Stage.WRITING, done, STEPS_ASIDE))

    def _settle(self) -> None:
        """Settle the database and refresh its statistics after so many new rows.

        All is kept by then: what goes wrong here is no fault of the import.
        """
        with suppress(PeeweeException):
            self._dialect.settle()
            self._dialect.refresh_statistics("elector", "roll_entry", "mailbox")
