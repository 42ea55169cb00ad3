"""What a purge deletes at which time, and what it never does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from models.context import Context
from models.errors import PurgeRefused
from models.rules.french_dates import say_date
from models.services.vote.seal import SEALED, find_seal, recorded_fingerprint
from models.storage.dialect import Column
from models.views.administration import PurgeStage

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
        "vote_election",
        "vote_seal",
    },
)
"""Tables that hold neither a person nor a ballot: results, fingerprints, the audit chain."""

OF_THE_VOTE = frozenset(
    {
        "board_incident",
        "elector",
        "member_decryption",
        "notice",
        "notice_link",
        "public_credential",
        "roll_entry",
        "scrutin_key",
        "signature",
        "urn_ballot",
    },
)
"""What a sealed vote can be replayed from: it goes with the keys of the board, after two years."""

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
    "mailbox_numen": "empreintes des premiers mots de passe",
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
    "scrutin_key": "clés du bureau",
    "member_decryption": "déchiffrements partiels",
    "board_incident": "incidents du bureau",
}
"""French words for each table of which a purge deletes the rows."""

SOURCES = Column("audit_event", "source")
"""Where the events of the audit chain came from: kiosks, terminals, SSH peers."""
TALLIES = Column("scrutin_count", "tally")
"""The encrypted sums: with the keys of the board they could be opened again."""

TOO_EARLY = (
    "La purge n'est possible qu'à partir du {day} : {days} jours après les résultats ([purge] du "
    "fichier d'élection). Rien n'a été effacé."
)


@dataclass(frozen=True, slots=True)
class DueStage:
    """What is due to be deleted now.

    Attributes:
        stage: Which part of the election.
        rest_due: Aware; from when the rest is. None: there is no rest.
    """

    stage: PurgeStage
    rest_due: datetime | None

    @property
    def kept(self) -> frozenset[str]:
        """Tables whose rows stay."""
        return KEPT | OF_THE_VOTE if self.stage is PurgeStage.ACCOUNTS else KEPT

    @property
    def blanks(self) -> tuple[Column, ...]:
        """Columns of what stays that are blanked."""
        return (SOURCES,) if self.stage is PurgeStage.ACCOUNTS else (SOURCES, TALLIES)


def require_first_day(context: Context) -> None:
    """Refuse a purge before its first day.

    Raises:
        PurgeRefused: With that day.
    """
    days = context.election.purge.after_days
    day = _day(context, days)
    if context.now < day:
        raise PurgeRefused(TOO_EARLY.format(day=say_day(context, day), days=days))


def due_stage(context: Context) -> DueStage:
    """Return what is due, once the first day has come, inside a connection.

    An election whose seal is gone from the database was sealed: the audit chain says so.
    """
    if find_seal() is None and recorded_fingerprint(SEALED) is None:
        return DueStage(PurgeStage.PEOPLE, None)
    day = _day(context, context.election.purge.vote_after_days)
    if context.now < day:
        return DueStage(PurgeStage.ACCOUNTS, day)
    return DueStage(PurgeStage.VOTE, None)


def say_day(context: Context, day: datetime) -> str:
    """Return « 5 mars 2015 »."""
    return f"{say_date(day, zone := context.election.calendar.zone)} {day.astimezone(zone).year}"


def _day(context: Context, days: int) -> datetime:
    return context.election.published_from + timedelta(days=days)
