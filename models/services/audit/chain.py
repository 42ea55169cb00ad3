"""The audit chain: walking it, and verifying that it is whole."""

from __future__ import annotations

from models.context import Context
from models.crypto.digests import digests_equal
from models.crypto.keys import Keyring
from models.tables.audit import AuditEvent, AuditHead, event_digest
from models.views.voter import AuditReport


def verify_audit(context: Context) -> AuditReport:
    """Walk the chain to its head: return its length and the first event that does not fit."""
    with context.connection(unlimited=True):
        walk = ChainWalk(context.keys)
        for event in AuditEvent.select().order_by(AuditEvent.sequence).iterator():
            if not walk.follow(event):
                break
        return walk.report(chain_head())


START = "0" * 64


class ChainWalk:
    """Follows the events in their order, and remembers the first that does not fit."""

    def __init__(self, keys: Keyring) -> None:
        """Start before the first event."""
        self._keys = keys
        self._previous = START
        self.events = 0
        self.first_fault: int | None = None

    def follow(self, event: AuditEvent) -> bool:
        """Take the next event; return whether the chain holds so far."""
        if self.first_fault is not None:
            return False
        fits = (
            event.sequence == self.events + 1
            and event.previous == self._previous
            and digests_equal(event.digest, event_digest(self._keys, event))
        )
        if not fits:
            self.first_fault = self.events + 1
            return False
        self.events, self._previous = event.sequence, event.digest
        return True

    def report(self, head: tuple[int, str] | None) -> AuditReport:
        """Return the outcome; `head` is the stored end of the chain, None if it is gone."""
        whole = head == (self.events, self._previous)
        if self.first_fault is None and not whole:
            self.first_fault = self.events + 1
        return AuditReport(self.events, self.first_fault)


def chain_head() -> tuple[int, str] | None:
    """Return number and digest of the last event, None if they are gone, in a connection."""
    head = AuditHead.select().first()
    return head and (head.sequence, head.digest)
