"""Mails that wait longer than they would with a running sender."""

from __future__ import annotations

from datetime import timedelta

from peewee import fn

from models.context import Context
from models.rules.french_dates import say_duration
from models.rules.french_numbers import say_count
from models.services.administration.checks.outcome import Outcome, doubtful, good
from models.services.administration.progress_counts import mails
from models.tables.base import moment_of
from models.tables.mails import WaitingMail
from models.views.mail import MailState

TO_SEND = "admin send --watch"
LONGEST_WAIT = timedelta(minutes=10)
"""A mail whose turn came that long ago was seen by no sender."""


def check_mails(context: Context) -> list[Outcome]:
    """Look for overdue mails, and for the last one that was sent.

    Raises:
        Unavailable: The database cannot be asked.
    """
    with context.connection(any_keys=True):
        due = WaitingMail.select(fn.MIN(WaitingMail.next_try_at)).where(
            WaitingMail.state == MailState.WAITING
        )
        refused = mails(context).refused
        sent = WaitingMail.select(fn.MAX(WaitingMail.sent_at)).where(
            WaitingMail.state == MailState.SENT
        )
        oldest, last = due.scalar(), sent.scalar()
    now = context.now
    if oldest is not None and (late := now - moment_of(oldest)) > LONGEST_WAIT:
        return [
            doubtful(
                f"Un mail attend depuis {say_duration(late)} : lancez « espace-electeur "
                f"{TO_SEND} ».",
                TO_SEND,
            )
        ]
    since = f"dernier envoi il y a {say_duration(now - moment_of(last))}" if last else "aucun envoi"
    told = say_count(refused, "refusé")
    return [good(f"Aucun mail n'attend trop longtemps ; {since} ; {told}.")]
