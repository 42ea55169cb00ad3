"""What has happened, for the minutes: typed by the board, or found by a comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from typing import Any

import msgspec
from peewee import JOIN

from models.context import Context
from models.errors import IncidentRefused, SealBroken
from models.rules.incidents import IncidentFault, clean_incident
from models.services.audit.proven import proven_events
from models.services.audit.trail import record
from models.services.board.presence import record_act, require_quorum
from models.services.vote.urns import LONGEST_KIND
from models.tables.count import BoardIncident
from models.tables.electors import Scrutin
from models.views.bureau import BoardAct, Incident, Presence

WRITTEN = "incident/{fingerprint}"
"""What the audit chain calls an incident."""
FORGOTTEN = "incidents_forgotten"
"""Likewise that those before are no more: a demonstration's clock was moved back."""
INCIDENTS = "incidents"
"""The subject of these events."""

ALTERED = (
    "Les incidents que la base garde ne sont plus ceux qui ont été écrits : le procès-verbal n'est "
    "ni écrit ni publié. Comparez la base avec une sauvegarde, et prévenez le bureau."
)
UNKNOWN = (
    "Ce scrutin n'est pas de cette élection : rien n'a été enregistré. Laissez vide, ou écrivez "
    "son code, par exemple {codes}."
)
EXAMPLES = 4
"""Codes that are named, if one is unknown."""
FAULTS = {
    IncidentFault.EMPTY: (
        "Écrivez ce qui s'est passé, en une phrase au moins : rien n'a été enregistré."
    ),
    IncidentFault.LONG: (
        "Ce texte a plus de 2 000 caractères : rien n'a été enregistré. Coupez-le en deux "
        "incidents."
    ),
}


@dataclass(frozen=True, slots=True)
class Found:
    """What a comparison has found.

    Attributes:
        text: In French, the same each time it is found: it is written down once.
        scrutin: Code of the scrutin; empty: all of them.
    """

    text: str
    scrutin: str = ""


def report_incident(
    context: Context, present: Sequence[Presence], text: str, *, scrutin: str = "", source: str
) -> Incident:
    """Write down what a member has typed.

    Args:
        context: The open election.
        present: The members who have shown who they are.
        text: What happened; at most 2 000 characters once it is cleaned.
        scrutin: Code of the scrutin that it concerns, in any case; empty: all of them.
        source: Where, for the audit trail.

    Raises:
        PresenceNeeded: No member is there.
        KeysRefused: The election has no board.
        IncidentRefused: The text is empty or too long, or the scrutin is none of this election.
    """
    require_quorum(context, BoardAct.INCIDENT, present)
    cleaned = clean_incident(text)
    if isinstance(cleaned, IncidentFault):
        raise IncidentRefused(FAULTS[cleaned])
    names = [one.member.name for one in present]
    with context.transaction():
        row = BoardIncident.create(
            at=context.now,
            text=cleaned,
            scrutin=_number_of(scrutin),
            found=False,
            members="\n".join(names),
        )
        record_act(context, BoardAct.INCIDENT, present, source)
        incident = next(one for one, key in _rows() if key == row.id)
        record(context, _kind(incident), INCIDENTS, source)
        return incident


def note_found(context: Context, found: Iterable[Found]) -> None:
    """Write down what a comparison has found, each once, in a transaction.

    Args:
        context: The open election, in a transaction.
        found: What was found; what is written down already is left out.
    """
    before = {key for _, key in _rows()}
    known = {(one.text, one.scrutin) for one, _ in _rows() if one.found}
    for one in found:
        if (one.text, one.scrutin) not in known:
            known.add((one.text, one.scrutin))
            BoardIncident.insert(
                at=context.now, text=one.text, scrutin=_number_of(one.scrutin), found=True
            ).execute()
    for incident, key in _rows():
        if key not in before:
            record(context, _kind(incident), INCIDENTS, "")


def forget_incidents(context: Context) -> None:
    """Forget the incidents of a demonstration, in a transaction."""
    BoardIncident.delete().execute()
    record(context, FORGOTTEN, INCIDENTS, "")


def list_incidents(context: Context) -> tuple[Incident, ...]:
    """Return what goes into the minutes so far, oldest first."""
    with context.connection():
        return incidents_so_far()


def incidents_so_far() -> tuple[Incident, ...]:
    """Return the same inside a connection."""
    return tuple(one for one, _ in _rows())


def require_all_incidents(context: Context) -> None:
    """Require that the incidents are those that were written down, inside a connection.

    Raises:
        SealBroken: One was taken away, altered, or put in.
    """
    written: Counter[str] = Counter()
    for event in proven_events(context, INCIDENTS):
        if event.kind == FORGOTTEN:
            written.clear()
        else:
            written[event.kind] += 1
    if written != Counter(map(_kind, incidents_so_far())):
        raise SealBroken(ALTERED, parts=[INCIDENTS])


def _kind(incident: Incident) -> str:
    """Return what the audit chain calls an incident; its number changes if another one goes."""
    at = incident.at.astimezone(UTC).isoformat()
    facts = (at, incident.text, incident.scrutin, incident.found, incident.members)
    fingerprint = sha256(msgspec.json.encode(facts)).hexdigest()
    return WRITTEN.format(fingerprint=fingerprint)[:LONGEST_KIND]


def _number_of(code: str) -> int | None:
    """Return the number of a scrutin, None for all of them.

    Raises:
        IncidentRefused: There is none of that code.
    """
    if not code.strip():
        return None
    rows = {row.code: row.id for row in Scrutin.select().order_by(Scrutin.position)}
    typed = code.strip().lower()
    for known, number in rows.items():
        if known.lower() == typed:
            return int(number)
    raise IncidentRefused(UNKNOWN.format(codes=", ".join([*rows][:EXAMPLES])), about_scrutin=True)


def _rows() -> list[tuple[Incident, int]]:
    """Return the incidents in their order, numbered from 1, with the keys of their rows."""
    rows: Any = (
        BoardIncident.select(BoardIncident, Scrutin.code)
        .join(Scrutin, JOIN.LEFT_OUTER)
        .order_by(BoardIncident.id)
        .objects()
    )
    return [
        (
            Incident(
                number=number,
                at=row.at,
                text=row.text,
                scrutin=row.code or "",
                found=row.found,
                members=tuple(row.members.splitlines()),
            ),
            row.id,
        )
        for number, row in enumerate(rows, 1)
    ]
