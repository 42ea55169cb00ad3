"""Deleting the people of an election that is over: what stays names no one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from peewee import Table

from models.archive.rows import table_shapes
from models.context import Context
from models.errors import DatabaseBusy, DatabaseUnavailable, DiskFull, PurgeRefused
from models.services.administration.progress import keep_counts
from models.services.administration.purge_stages import (
    WORDS,
    DueStage,
    due_stage,
    require_first_day,
    say_day,
)
from models.services.audit.trail import record
from models.services.vote.destroyed import keep_called
from models.tables.count import ScrutinCount
from models.tables.electors import Scrutin
from models.tables.installation import PURGED, VOTE_PURGED, Installation
from models.tables.urn import UrnBallot
from models.views.administration import PurgeReport, PurgeStage

DONE = "Il n'y a plus rien à effacer : la purge est déjà faite."
ACCOUNTS_DONE = (
    "Les comptes, les mails et les messageries sont déjà effacés. La liste électorale, les "
    "émargements, les urnes et les clés du bureau se détruisent à partir du {day} ([purge] du "
    "fichier d'élection) : recommencez alors."
)
NOBODY = (
    "Cette élection est vide : rien n'est à effacer. Sa liste se charge par « espace-electeur "
    "admin import »."
)
UNCOUNTED = (
    "Des bulletins n'ont pas été dépouillés, et seraient détruits sans résultat : {codes}. Rien "
    "n'a été effacé. Faites-les dépouiller par le bureau, ou ajoutez « --uncounted »."
)
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


def purge_election(
    context: Context, *, dry_run: bool, uncounted: bool = False, source: str
) -> PurgeReport:
    """Delete the roll, the accounts, the codes, the mails and the mailboxes, in one transaction.

    If the vote was sealed here, what it can be replayed from stays until its own day, then goes
    with the keys of the board; results and fingerprints stay.

    The counts of the status are kept as numbers. The audit chain stays
    valid: where its events came from is blanked, which is not part of
    what is hashed.

    Args:
        context: The open election.
        dry_run: Only count.
        uncounted: Destroy urns too that have not been counted.
        source: Who asked for it, for the audit trail.

    Returns:
        What was deleted, or would be.

    Raises:
        PurgeRefused: The day of the purge has not come, or nothing is left; or an urn with ballots
            has not been counted; or what is deleted still takes room on the disk.
    """
    require_first_day(context)
    with context.transaction(unlimited=True):
        due = due_stage(context)
        counts = _counted(context, due)
        anything = any(number for _, _, number in counts)
        if not anything and not _fact(ROOM).exists():
            raise PurgeRefused(_why_nothing(context, due))
        waiting = _uncounted(due)
        if dry_run:
            return PurgeReport(counts, False, due.stage, due.rest_due, waiting)
        if waiting and not uncounted:
            raise PurgeRefused(UNCOUNTED.format(codes=", ".join(waiting)))
        if anything:
            _keep_numbers(context, due.stage)
            _erase(context, [name for name, _, _ in counts], due)
            _note(PURGED, context.now)
            if due.stage is PurgeStage.VOTE:
                _note(VOTE_PURGED, context.now)
            record(context, KINDS[due.stage], "", source)
    _give_back_room(context)
    return PurgeReport(counts, True, due.stage, due.rest_due, waiting)


KINDS = {
    PurgeStage.PEOPLE: "purge",
    PurgeStage.ACCOUNTS: "purge_accounts",
    PurgeStage.VOTE: "purge_vote",
}
"""What the audit chain calls each stage."""


def _why_nothing(context: Context, due: DueStage) -> str:
    """Return why nothing is to be deleted, and what to do."""
    if not _fact(PURGED).exists():
        return NOBODY
    return ACCOUNTS_DONE.format(day=say_day(context, due.rest_due)) if due.rest_due else DONE


def _counted(context: Context, due: DueStage) -> tuple[tuple[str, str, int], ...]:
    """Return every table that goes with its rows, those that others refer to first."""
    names = [shape.name for shape in table_shapes(context.store) if shape.name not in due.kept]
    return tuple(
        (name, WORDS.get(name, name), Table(name).bind(context.store.database).select().count())
        for name in names
    )


def _uncounted(due: DueStage) -> tuple[str, ...]:
    """Return the codes of the scrutins whose ballots would go without a result."""
    if UrnBallot._meta.table_name in due.kept:
        return ()
    counted = ScrutinCount.select(ScrutinCount.scrutin).where(
        ScrutinCount.counted_at.is_null(False)
    )
    voted: Any = (
        Scrutin.select(Scrutin.code)
        .where(
            Scrutin.id.in_(UrnBallot.select(UrnBallot.scrutin).distinct()),
            Scrutin.id.not_in(counted),
        )
        .order_by(Scrutin.code)
    )
    return tuple(scrutin.code for scrutin in voted)


def _keep_numbers(context: Context, stage: PurgeStage) -> None:
    """Keep as numbers what the status and the results go on saying, before the rows go."""
    if not _fact(PURGED).exists():  # those of what is left would take the place of the first ones
        keep_counts(context)
    if stage is PurgeStage.VOTE and not _fact(VOTE_PURGED).exists():
        keep_called()


def _erase(context: Context, names: list[str], due: DueStage) -> None:
    """Delete the rows of some tables, and blank the columns that go with them.

    Raises:
        PurgeRefused: Others use a table; nothing was deleted.
    """
    try:
        context.store.dialect.erase(names, *due.blanks)
    except DatabaseBusy as error:
        raise PurgeRefused(IN_USE) from error
    _note(ROOM, context.now)


def _give_back_room(context: Context) -> None:
    """Rewrite the files that may hold what was deleted, outside any transaction.

    Raises:
        PurgeRefused: It cannot be done now; the next run will.
    """
    try:
        with context.connection(unlimited=True):
            if not _fact(ROOM).exists():
                return
            if not context.store.dialect.give_back_room():
                raise PurgeRefused(ROOM_KEPT)
            Installation.delete().where(Installation.name == ROOM).execute()
    except (DatabaseBusy, DiskFull, DatabaseUnavailable) as error:
        raise PurgeRefused(ROOM_KEPT) from error


def _fact(name: str) -> Any:
    return Installation.select().where(Installation.name == name)


def _note(name: str, now: datetime) -> None:
    """Note a fact; one that is noted keeps its moment."""
    Installation.insert(name=name, value=now.isoformat()).on_conflict_ignore().execute()
