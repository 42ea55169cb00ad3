"""What a monitor reads: the counts of the whole, and the level of each check."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from peewee import SQL, fn

from models.context import Context
from models.services.administration.installation import check_installation
from models.services.administration.kiosks import FORGOTTEN_AFTER
from models.services.administration.progress import count_whole
from models.tables.base import moment_of
from models.tables.kiosks import Kiosk
from models.tables.mails import WaitingMail
from models.views.figures import Figures, Levels
from models.views.findings import Level
from models.views.kiosk import SILENT
from models.views.mail import MailState, OwnReply

PATIENCE = 5.0
"""Seconds that the quick checks have: nobody waits for this answer at a keyboard."""


def read_figures(context: Context) -> Figures:
    """Return the counts of the whole election.

    Nothing that grows with each ballot is among them, as the events of the audit chain, the room
    on the disk and the receipts do: read every few seconds, they would tell when somebody has
    voted.

    Args:
        context: The open election.

    Raises:
        Unavailable: The database cannot be asked.
    """
    with context.connection(unlimited=True):
        total, mails, oldest = count_whole(), _code_mails(), _oldest_waiting()
        seen = [kiosk.seen_at for kiosk in Kiosk.select(Kiosk.seen_at)]
    now = context.now
    recent = [moment for moment in seen if now - moment <= FORGOTTEN_AFTER]
    silent = sum(now - moment > SILENT for moment in recent)
    return Figures(now, total, mails, oldest, len(recent), silent)


def _code_mails() -> dict[MailState, int]:
    """Return the mails that carry a code by their state, without those that another replaced."""
    counted: Any = WaitingMail.select(WaitingMail.state, fn.COUNT(SQL("1")))
    of_codes = WaitingMail.carries_code & (WaitingMail.reply != OwnReply.REPLACED)
    found = dict(counted.where(of_codes).group_by(WaitingMail.state).tuples())
    return {state: found.get(state, 0) for state in MailState}


def _oldest_waiting() -> datetime | None:
    oldest = WaitingMail.select(fn.MIN(WaitingMail.created_at)).where(
        WaitingMail.carries_code & (WaitingMail.state == MailState.WAITING)
    )
    found = oldest.scalar()
    return moment_of(found) if found is not None else None


def read_levels(context: Context) -> Levels:
    """Return the most serious level of each subject of `admin check --fast`; raises nothing.

    Args:
        context: The open election.
    """
    found = check_installation(context, context.election.file, quick=True, within=PATIENCE)
    levels: dict[str, Level] = {}
    for one in found:
        levels[one.subject] = max(one.level, levels.get(one.subject, Level.OK))
    return levels
