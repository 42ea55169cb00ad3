"""The urns of a sealed election: which there are, and what they hold, as a stream."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.context import Context
from models.errors import NothingToDo, SealBroken
from models.services.vote.destroyed import destroyed_at
from models.services.vote.seal import SEAL_GONE, find_seal, recorded_fingerprint
from models.tables.audit import AuditEvent, is_made_by
from models.tables.electors import Scrutin
from models.tables.notices import VoteElection
from models.tables.urn import ClosedUrn, UrnBallot
from models.tables.vote_seal import ScrutinKey

LONGEST_KIND = 64
"""Characters that the audit chain keeps of what happened."""

NOT_SEALED = (
    "L'élection n'est pas scellée : il n'y a pas encore d'urne, et rien n'a été fait. Scellez-la "
    "par « espace-electeur admin vote seal »."
)
DESTROYED = (
    "Les urnes et les clés du bureau ont été détruites par la purge : rien n'a été fait. Les "
    "archives sont dans le dossier qui a été publié."
)
EDITED = (
    "La chaîne d'audit a été modifiée : son événement {sequence}, sur l'urne de {code}, n'est plus "
    "celui qui a été écrit, et rien n'est cru de ce qu'il dit. Gardez la base telle quelle, "
    "comparez avec une sauvegarde (« espace-electeur admin audit verify »), et prévenez le bureau."
)

AT_ONCE = 200
"""Ballots that a server sends together, 2 MB."""


@dataclass(frozen=True, slots=True)
class Urn:
    """The urn of a scrutin in which people vote.

    Attributes:
        scrutin: The number of the scrutin.
        code: Of the scrutin.
        title: Of the scrutin.
        uuid: The identifier of its election.
    """

    scrutin: int
    code: str
    title: str
    uuid: str


@contextmanager
def urn_snapshot(context: Context) -> Iterator[None]:
    """Hold a connection that sees the urns as they are now, whatever is written meanwhile."""
    with context.snapshot():
        context.store.dialect.urns.hold("urn_ballot")
        yield


def sealed_urns() -> tuple[Urn, ...]:
    """Return the urns in the order of the election file, inside a connection.

    Raises:
        NothingToDo: The election is not sealed, its seal is gone, or its urns are destroyed.
    """
    if destroyed_at() is not None:
        raise NothingToDo(DESTROYED)
    if find_seal() is None:
        raise NothingToDo(NOT_SEALED if recorded_fingerprint() is None else SEAL_GONE)
    rows: Any = (
        Scrutin.select(Scrutin.id, Scrutin.code, Scrutin.title, VoteElection.uuid)
        .join(VoteElection)
        .switch(Scrutin)
        .join(ScrutinKey)
        .where(ScrutinKey.election != "")
        .order_by(Scrutin.position)
        .tuples()
    )
    return tuple(Urn(*row) for row in rows)


def closing_moment() -> datetime | None:
    """Return when the urns were closed, None before, inside a connection."""
    closed = ClosedUrn.select(ClosedUrn.closed_at).first()
    return closed.closed_at if closed else None


def trackers_of(context: Context, urn: Urn) -> Iterator[bytes]:
    """Yield the trackers of an urn, sorted, a line each, in a transaction."""
    query = UrnBallot.select(UrnBallot.tracker).where(UrnBallot.scrutin == urn.scrutin)
    for (tracker,) in context.store.dialect.stream(*query.order_by(UrnBallot.tracker).sql()):
        yield f"{tracker}\n".encode()


def entries_of(context: Context, urn: Urn) -> Iterator[tuple[str, str, bytes]]:
    """Yield trackers, public credentials and ballots of an urn, by tracker, in a transaction."""
    columns = (UrnBallot.tracker, UrnBallot.credential, UrnBallot.ballot)
    query = UrnBallot.select(*columns).where(UrnBallot.scrutin == urn.scrutin)
    statement, values = query.order_by(UrnBallot.tracker).sql()
    for kept, credential, text in context.store.dialect.stream(statement, values, at_once=AT_ONCE):
        yield kept, credential, text.encode()


def ballots_of(context: Context, urn: Urn) -> Iterator[tuple[str, bytes]]:
    """Yield the ballots of an urn with their trackers, in this order, in a transaction."""
    for kept, _, text in entries_of(context, urn):
        yield kept, text


def count_ballots(urn: Urn) -> int:
    """Return how many ballots an urn holds, inside a connection."""
    number: int = UrnBallot.select().where(UrnBallot.scrutin == urn.scrutin).count()
    return number


@dataclass(frozen=True, slots=True)
class NotedList:
    """A list of trackers as the audit chain has it.

    Attributes:
        ballots: How many trackers it has.
        beginning: Of its fingerprint: 31 hexadecimal digits or more.
        at: Aware; when it was noted.
    """

    ballots: int
    beginning: str
    at: datetime


def list_kind(act: str, urn: Urn, ballots: int, fingerprint: str) -> str:
    """Return what the audit chain calls a list of trackers, with as many digits as fit."""
    return f"{act}/{urn.uuid}/{ballots}/{fingerprint}"[:LONGEST_KIND]


def subject_of(urn: Urn) -> str:
    """Return under which name the audit chain has the lists of an urn, to find them quickly."""
    return f"urn/{urn.uuid}"


def noted_lists(context: Context, urn: Urn, act: str) -> list[NotedList]:
    """Return the lists of an urn that the audit chain has, oldest first, inside a connection.

    Raises:
        SealBroken: An event of this urn is no more the one that was written. All of them are looked
            at: by the kind of one that was edited, nobody knows which it was.
    """
    events = list(
        AuditEvent.select()
        .where(AuditEvent.subject == context.pseudonym("person", subject_of(urn)))
        .order_by(AuditEvent.sequence)
    )
    for event in events:
        if not is_made_by(context.keys, event):
            text = EDITED.format(sequence=event.sequence, code=urn.code)
            raise SealBroken(text, parts=[urn.code])
    kinds = ((event.kind.split("/"), event.at) for event in events)
    return [NotedList(int(kind[2]), kind[3], at) for kind, at in kinds if kind[0] == act]
