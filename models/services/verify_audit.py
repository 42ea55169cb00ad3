"""Verifying that the audit chain is whole."""

from __future__ import annotations

from models.crypto.digests import same
from models.services.audit_trail import event_digest
from models.services.use_case import UseCase
from models.tables.audit import AuditEvent, AuditHead
from models.views import AuditReport

START = "0" * 64


class VerifyAudit(UseCase):
    """Walks the chain from its first event to its head."""

    def __call__(self) -> AuditReport:
        """Return how many events there are and the first that does not fit, if any."""
        events, previous = 0, START
        with self.context.connection():
            for event in AuditEvent.select().order_by(AuditEvent.sequence).iterator():
                fits = (
                    event.sequence == events + 1
                    and event.previous == previous
                    and same(event.digest, event_digest(self.context.keys, event))
                )
                if not fits:
                    return AuditReport(events, events + 1)
                events, previous = event.sequence, event.digest
            head = AuditHead.get()
        whole = head.sequence == events and head.digest == previous
        return AuditReport(events, None if whole else events + 1)
