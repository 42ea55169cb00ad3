"""Deleting at any time what is past its use: old codes, old tries, mails long sent."""

from __future__ import annotations

from datetime import timedelta

from peewee import Expression

from models.context import Context
from models.rules.throttling import ONE_DAY
from models.services.audit.trail import record
from models.tables.accounts import AccountRequest, ConfirmationCode
from models.tables.addresses import awaited_notices
from models.tables.base import Row
from models.tables.following import FollowedVisit
from models.tables.mails import WaitingMail
from models.tables.throttles import RecentAct, Throttle
from models.views.administration import PurgeReport
from models.views.mail import MailState


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
        past_use = _past_use(context)
        found = [
            (word, label, rows.select().where(condition).count())
            for word, label, rows, condition in past_use
        ]
        if not dry_run:
            for _, _, rows, condition in past_use:
                rows.delete().where(condition).execute()
            record(context, "purge_expired", "", source)
    return PurgeReport(tuple(found), done=not dry_run)


def _past_use(context: Context) -> list[tuple[str, str, type[Row], Expression]]:
    """Return stable word, French words and table of each kind, and which of its rows."""
    now, security = context.now, context.election.security
    window = max(ONE_DAY, security.source_window)  # the mails to an address are counted longest
    past = now - timedelta(days=context.election.purge.sent_mail_days)
    closed = (WaitingMail.state != MailState.WAITING) & (WaitingMail.created_at < past)
    no_use = WaitingMail.body.is_null() | (WaitingMail.expires_at < now)
    no_use &= WaitingMail.code_for.is_null() | WaitingMail.code_for.not_in(awaited_notices())
    old_code = ConfirmationCode.expires_at < past
    awaited = ConfirmationCode.select(ConfirmationCode.request).where(
        ConfirmationCode.request.is_null(False)
        & ConfirmationCode.live_for.is_null(False)
        & (ConfirmationCode.expires_at >= now)
    )
    ended = (AccountRequest.created_at < past) & AccountRequest.id.not_in(awaited)
    return [
        ("confirmation_code", "codes expirés", ConfirmationCode, old_code),
        ("waiting_mail", "mails envoyés ou refusés", WaitingMail, closed & no_use),
        ("account_request", "demandes de compte sans suite", AccountRequest, ended),
        ("throttle", "attentes passées", Throttle, Throttle.last_at < past),
        ("recent_act", "actes récents", RecentAct, RecentAct.at < now - window),
        ("followed_visit", "visites suivies", FollowedVisit, FollowedVisit.seen_at < now - ONE_DAY),
    ]
