"""Mails that remind people: written behind all others, withdrawn once they are needless."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from models.context import Context
from models.mail.letters import Letter
from models.services.sending.outgoing import count_mails, seal_letter, withdraw
from models.services.shared.counts import Tried
from models.tables.mails import LAST, WaitingMail
from models.tables.throttles import RecentAct
from models.views.mail import MailState


def reminder_of(elector_id: int) -> str:
    """Return by what the reminders to an elector are found."""
    return f"remind:{elector_id}"


def withdraw_reminders(elector_id: int) -> None:
    """Give up the reminders that are not sent yet, inside the caller's transaction."""
    withdraw(reminder_of(elector_id))


def post_reminders(
    context: Context, letters: Sequence[tuple[int, str, Letter]], until: datetime
) -> None:
    """Write reminders to send, inside the caller's transaction.

    Args:
        context: The open election.
        letters: Number of the elector, address, letter of each.
        until: After which none is sent, aware.
    """
    rows = []
    for elector_id, address, letter in letters:
        sealed = seal_letter(context, letter, address)
        rows.append(
            {
                "recipient": address,
                "carries_code": False,
                "code_for": reminder_of(elector_id),
                "expires_at": until,
                "priority": LAST,
                "subject": sealed.subject,
                "body": sealed.body,
                "state": MailState.WAITING,
                "created_at": context.now,
                "next_try_at": context.now,
            }
        )
    WaitingMail.insert_many(rows).execute()
    acts = [(Tried.REMINDER, reminded_name(context, address)) for _, address, _ in letters]
    RecentAct.insert_many(
        [{"kind": kind, "subject": subject, "at": context.now} for kind, subject in acts]
    ).execute()
    count_mails(context, len(rows))


def reminded_name(context: Context, address: str) -> str:
    """Return under what the reminders to an address are noted."""
    return context.pseudonym(Tried.REMINDER, address)
