"""Verifying that the audit chain is whole."""

from __future__ import annotations

from models.services.audit_chain import ChainWalk, chain_head
from models.services.use_case import UseCase
from models.tables.audit import AuditEvent
from models.views import AuditReport


class VerifyAudit(UseCase):
    """Walks the chain from its first event to its head."""

    def __call__(self) -> AuditReport:
        """Return how many events there are and the first that does not fit, if any."""
        with self.context.connection(unlimited=True):
            return self.verified()

    def verified(self) -> AuditReport:
        """Return the same inside a connection."""
        walk = ChainWalk(self.context.keys)
        for event in AuditEvent.select().order_by(AuditEvent.sequence).iterator():
            if not walk.follow(event):
                break
        return walk.report(chain_head())
