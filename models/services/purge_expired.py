"""Deleting at any time what is past its use: old codes, old tries, mails long sent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from models.administration_views import PurgeReport
from models.services.audit_trail import record
from models.services.use_case import UseCase
from models.tables.accounts import ConfirmationCode
from models.tables.mails import WAITING, WaitingMail
from models.tables.throttles import RecentAct

DAY = timedelta(hours=24)
"""Acts are counted over a day at most: the mails to an address (security.md)."""


class PurgeExpired(UseCase):
    """Forgets what no rule looks at any more; nobody's visit changes by it."""

    def __call__(self, *, dry_run: bool, source: str) -> PurgeReport:
        """Return what was deleted, or would be.

        Args:
            dry_run: Only count.
            source: Who asked for it, for the audit trail.
        """
        context = self.context
        with context.transaction(unlimited=True):
            found = [(word, label, query.count()) for word, label, query in self._queries()]
            if not dry_run:
                for _, _, query in self._queries():
                    query.model.delete().where(query._where).execute()
                record(context, "purge_expired", "", source)
        return PurgeReport(tuple(found), done=not dry_run)

    def _queries(self) -> list[tuple[str, str, Any]]:
        context = self.context
        now, security = context.now, context.election.security
        window = max(DAY, security.source_window)
        past = now - timedelta(days=context.election.purge.sent_mail_days)
        closed = (WaitingMail.state != WAITING) & (WaitingMail.created_at < past)
        no_use = WaitingMail.body.is_null() | (WaitingMail.expires_at < now)
        return [
            (
                "confirmation_code",
                "codes expirés",
                ConfirmationCode.select().where(ConfirmationCode.expires_at < past),
            ),
            (
                "waiting_mail",
                "mails envoyés ou refusés",
                WaitingMail.select().where(closed & no_use),
            ),
            (
                "recent_act",
                "actes récents",
                RecentAct.select().where(RecentAct.at < now - window),
            ),
        ]
