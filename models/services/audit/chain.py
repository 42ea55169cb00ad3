"""The audit chain: walking it, and verifying that it is whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from models.context import Context
from models.crypto.digests import digests_equal, pseudonym
from models.crypto.keys import Keyring
from models.tables.audit import AuditEvent, AuditHead, event_digest, head_seal
from models.tables.installation import PURGED, Installation
from models.views.voter import AuditAnchor, AuditReport


def verify_audit(context: Context, *, since: Iterable[AuditAnchor] = ()) -> AuditReport:
    """Walk the chain to its end, and find the first event that does not fit.

    Args:
        context: The open election.
        since: Events noted outside the database: each must still be in the chain. They tell
            a chain whose end was put back together with an old one of its seals.
    """
    with context.snapshot():  # an event that is written meanwhile is no fault
        return walk_chain(context, since=since)


def walk_chain(
    context: Context,
    *,
    since: Iterable[AuditAnchor] = (),
    each: Callable[[AuditEvent], object] = lambda _: None,
) -> AuditReport:
    """Do the same inside a snapshot.

    Args:
        context: The open election.
        since: Events noted outside the database.
        each: Called with each event that fits, up to the first that does not.
    """
    walk = ChainWalk(context.keys, since, purged=is_purged())
    for event in every_event(context):
        if not walk.follow(event):
            break
        each(event)
    return walk.report(chain_end())


def verify_newest(context: Context, most: int) -> AuditReport:
    """Verify the newest events of the chain, and its end: what a monitor has the time for.

    Args:
        context: The open election.
        most: How many events; the one before them is taken as it is.
    """
    with context.snapshot():
        end = chain_end()
        before = max(end.sequence - most, 0) if end is not None else 0
        start = AuditEvent.get_or_none(AuditEvent.sequence == before) if before else None
        after = AuditAnchor(before, start.digest if start else "") if before else None
        walk = ChainWalk(context.keys, purged=is_purged(), after=after)
        newest = AuditEvent.select().where(AuditEvent.sequence > before)
        for event in newest.order_by(AuditEvent.sequence).iterator():
            if not walk.follow(event):
                break
        return walk.report(end)


def every_event(context: Context) -> Iterator[AuditEvent]:
    """Yield the events in their order, inside a snapshot; few are held at once.

    A driver that is asked by Peewee holds them all, and each ballot of an election is one.
    """
    fields = AuditEvent._meta.sorted_fields
    query = AuditEvent.select(*fields).order_by(AuditEvent.sequence)
    for row in context.store.dialect.stream(*query.sql()):
        values = zip(fields, row, strict=True)
        yield AuditEvent(**{field.name: field.python_value(value) for field, value in values})


def is_purged() -> bool:
    """Return whether the people of this election were deleted, inside a connection."""
    return Installation.select().where(Installation.name == PURGED).exists()


START = "0" * 64


class ChainWalk:
    """Follows the events in their order, and remembers the first that does not fit."""

    def __init__(
        self,
        keys: Keyring,
        since: Iterable[AuditAnchor] = (),
        *,
        purged: bool = False,
        after: AuditAnchor | None = None,
    ) -> None:
        """Start before the first event, or after another one.

        Args:
            keys: By which the digests were made.
            since: Events that must be in the chain.
            purged: Whether the people were deleted, and with them where they were.
            after: The event that the first one follows; None: it is the first of the chain.
        """
        self._purged = purged
        self._keys = keys
        self._noted: dict[int, set[str]] = {}
        for anchor in since:
            self._noted.setdefault(anchor.sequence, set()).add(anchor.digest)
        self._previous = after.digest if after else START
        self.events = after.sequence if after else 0
        self.first_fault: int | None = None

    def follow(self, event: AuditEvent) -> bool:
        """Take the next event; return whether the chain holds so far."""
        if self.first_fault is not None:
            return False
        if not self._fits(event):
            self.first_fault = self.events + 1
            return False
        self.events, self._previous = event.sequence, event.digest
        return True

    def _fits(self, event: AuditEvent) -> bool:
        source = pseudonym(self._keys, "source", event.source)
        return (
            event.sequence == self.events + 1
            and event.previous == self._previous
            and digests_equal(event.digest, event_digest(self._keys, event))
            and (digests_equal(event.source_digest, source) or self._is_purged(event))
            and self._noted.get(event.sequence, set()) <= {event.digest}
        )

    def _is_purged(self, event: AuditEvent) -> bool:
        """Return whether a source is missing because the people were deleted."""
        return self._purged and not event.source

    def report(self, end: ChainEnd | None) -> AuditReport:
        """Return the outcome; `end` is the stored end of the chain, None if it is gone."""
        whole = (
            end is not None
            and (end.sequence, end.digest) == (self.events, self._previous)
            and digests_equal(end.seal, head_seal(self._keys, end.sequence, end.digest))
            and max(self._noted, default=0) <= self.events
        )
        if self.first_fault is None and not whole:
            self.first_fault = self.events + 1
        last = AuditAnchor(self.events, self._previous)
        return AuditReport(self.events, self.first_fault, last)


@dataclass(frozen=True, slots=True)
class ChainEnd:
    """The end of the chain as it is stored."""

    sequence: int
    digest: str
    seal: str


def chain_end() -> ChainEnd | None:
    """Return the stored end of the chain, None if it is gone, in a connection."""
    head = AuditHead.select().first()
    return head and ChainEnd(head.sequence, head.digest, head.seal)
