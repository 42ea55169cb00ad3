"""Deleting the people of an election that is over: what stays names no one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from peewee import Table

from models.archive.rows import table_shapes
from models.context import Context
from models.errors import DatabaseBusy, DatabaseUnavailable, DiskFull, PurgeRefused
from models.rules.french_dates import say_date
from models.services.administration.progress import keep_counts
from models.services.audit.trail import record
from models.storage.dialect import Column
from models.tables.installation import PURGED, Installation
from models.views.administration import PurgeReport

KEPT = frozenset(
    {
        "audit_event",
        "audit_head",
        "closed_urn",
        "drawn_lot",
        "installation",
        "kept_count",
        "kiosk",
        "kiosk_visits",
        "scrutin",
        "scrutin_count",
        "scrutin_key",
        "vote_election",
        "vote_seal",
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
    "account_request": "demandes de compte",
    "confirmation_code": "codes",
    "waiting_mail": "mails à envoyer ou envoyés",
    "throttle": "compteurs d'essais",
    "recent_act": "actes récents",
    "mailbox_numen": "empreintes des NUMEN",
    "prepared_hash": "mots de passe préparés",
    "staff_member": "comptes de l'assistance",
    "search_word": "mots de la recherche",
    "search_place": "mots de personnes",
    "search_common": "mots fréquents",
    "search_school": "mots d'établissements",
    "searched_person": "personnes de la recherche",
    "desk_call": "appels à l'assistance",
    "desk_request": "demandes de l'assistance",
    "followed_visit": "visites suivies",
    "address_change": "corrections d'adresse",
    "notice": "notices de vote",
    "notice_link": "empreintes de notices",
    "public_credential": "clés publiques de vote",
    "urn_ballot": "bulletins",
    "signature": "émargements",
    "member_decryption": "déchiffrements partiels",
    "board_incident": "incidents du bureau",
}
TOO_EARLY = (
    "La purge n'est possible qu'à partir du {day} : {days} jours après les résultats ([purge] du "
    "fichier d'élection). Rien n'a été effacé."
)
DONE = "Il n'y a plus rien à effacer : la purge est déjà faite."
NOBODY = (
    "Cette élection est vide : rien n'est à effacer. Sa liste se charge par « espace-electeur "
    "admin import »."
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
SOURCES = Column("audit_event", "source")
"""Where the events of the audit chain came from: kiosks, terminals, SSH peers."""


def purge_election(context: Context, *, dry_run: bool, source: str) -> PurgeReport:
    """Delete the roll, the accounts, the codes, the mails and the mailboxes, in one transaction.

    The counts of the status are kept as numbers. The audit chain stays
    valid: where its events came from is blanked, which is not part of
    what is hashed.

    Args:
        context: The open election.
        dry_run: Only count.
        source: Who asked for it, for the audit trail.

    Returns:
        What was deleted, or would be.

    Raises:
        PurgeRefused: The day of the purge has not come, or nothing is left;
            or what is deleted still takes room on the disk.
    """
    _require_day(context)
    with context.transaction(unlimited=True):
        counts = _counted(context)
        anybody = any(number for _, _, number in counts)
        if not anybody and not _fact(ROOM).exists():
            raise PurgeRefused(DONE if _fact(PURGED).exists() else NOBODY)
        if dry_run:
            return PurgeReport(counts, done=False)
        if anybody:
            keep_counts(context)
            _erase(context, [name for name, _, _ in counts])
            _note(PURGED, context.now)
            record(context, "purge", "", source)
    _give_back_room(context)
    return PurgeReport(counts, done=True)


def _require_day(context: Context) -> None:
    election = context.election
    after = timedelta(days=election.purge.after_days)
    day = election.calendar.results_from + after
    if context.now < day:
        shown = f"{say_date(day, election.calendar.zone)} {day.year}"
        raise PurgeRefused(TOO_EARLY.format(day=shown, days=after.days))


def _counted(context: Context) -> tuple[tuple[str, str, int], ...]:
    """Return every table of people with its rows, those that others refer to first."""
    names = [shape.name for shape in table_shapes(context.store) if shape.name not in KEPT]
    return tuple(
        (name, WORDS.get(name, name), Table(name).bind(context.store.database).select().count())
        for name in names
    )


def _erase(context: Context, names: list[str]) -> None:
    """Delete the rows of some tables, and where the audit events came from.

    Raises:
        PurgeRefused: Others use a table; nothing was deleted.
    """
    try:
        context.store.dialect.erase(names, SOURCES)
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
    moment = now.isoformat()
    Installation.insert(name=name, value=moment).on_conflict(
        conflict_target=[Installation.name], update={Installation.value: moment}
    ).execute()
