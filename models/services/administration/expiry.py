"""Deleting at any time what is past its use: old codes, old tries, mails long sent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from models.context import Context
from models.services.audit.trail import record
from models.tables.accounts import ConfirmationCode
from models.tables.mails import WaitingMail
from models.tables.throttles import RecentAct
from models.views.administration import PurgeReport
from models.views.mail import MailState

DAY = timedelta(hours=24)
"""Acts are counted over a day at most: the mails to an address."""


def purge_expired(context: Context, *, dry_run: bool, source: str) -> PurgeReport:
    """Delete what no rule needs any more; no visit is affected.

    Args:
        context: The open election.
        dry_run: Only count.
        source: Who asked for it, for the audit trail.

    Returns:
        What was deleted, or would be.
    """
    with context.transaction(unlimited=True):
        found = [(word, label, query.count()) for word, label, query in _queries(context)]
        if not dry_run:
            for _, _, query in _queries(context):
                query.model.delete().where(query._where).execute()
            record(context, "purge_expired", "", source)
    return PurgeReport(tuple(found), done=not dry_run)


def _queries(context: Context) -> list[tuple[str, str, Any]]:
    now, security = context.now, context.election.security
    window = max(DAY, security.source_window)
    past = now - timedelta(days=context.election.purge.sent_mail_days)
    closed = (WaitingMail.state != MailState.WAITING) & (WaitingMail.created_at < past)
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
