"""`admin send --watch`: sends as mails come, and waits for what is away."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

import models
from tui.administration.calling import answer
from tui.administration.send import counted
from tui.logs import write_event
from tui.saying import say

if TYPE_CHECKING:
    from models import Espace, Sending

STOPPING = (signal.SIGTERM, signal.SIGINT)

PAUSE = 2.0
LONGEST_PAUSE = 60.0
"""Seconds between two looks; doubling while the database or the mail server is away."""


def watch_mail(espace: Espace, as_json: bool) -> None:
    """Send until SIGTERM or SIGINT, finishing the mail in hand.

    The signals are held back and asked for between two mails: none interrupts one.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    told: models.EspaceError | None = None
    pause = rest = PAUSE
    say("L'envoi des mails est en marche.", stream=sys.stderr)
    while not _stopped():
        try:
            batch = espace.send_waiting_mail(stopped=_stopped)
            if batch.total:
                _tell_batch(batch, as_json)
        except (models.DatabaseAway, models.DatabaseBusy, models.SmtpServerAway) as error:
            told, pause, rest = _tell(error, told), rest, min(2 * rest, LONGEST_PAUSE)
        else:
            if told is not None and (batch.total or not isinstance(told, models.SmtpServerAway)):
                say("L'envoi des mails reprend.", stream=sys.stderr)
                told, rest = None, PAUSE
            pause = PAUSE
            if batch.total:
                continue
        if signal.sigtimedwait(STOPPING, pause) is not None:
            return


def _stopped() -> bool:
    return not signal.sigpending().isdisjoint(STOPPING)


def _tell_batch(batch: Sending, as_json: bool) -> None:
    """Say what became of a batch; all that waits is not counted again at each."""
    words = (
        counted(batch.sent, "envoyé"),
        f"{batch.waiting} en attente",
        counted(batch.refused, "refusé"),
    )
    facts: dict[str, object] = {
        "sent": batch.sent,
        "waiting": batch.waiting,
        "refused": batch.refused,
    }
    answer(as_json, facts, f"Mails : {', '.join(words)}.")
    sys.stdout.flush()
    write_event("mails", sent=batch.sent, waiting=batch.waiting, refused=batch.refused)


def _tell(error: models.EspaceError, told: models.EspaceError | None) -> models.EspaceError:
    """Say what is away, unless it was said last; return it."""
    if told is None or told.text != error.text:
        say(_words(error), stream=sys.stderr)
        write_event("away", "warning", kind=type(error).__name__)
    return error


def _words(error: models.EspaceError) -> str:
    if isinstance(error, models.SmtpServerAway):
        return f"{error.text} Les mails attendent et partiront ensuite."
    reason = error.reason if isinstance(error, models.DatabaseAway) else None
    known = f" ({reason})" if reason else ""
    return (
        f"La base de données ne répond pas{known} : les mails attendent. Vérifiez [database] du "
        "fichier d'élection, et que son serveur est en marche."
    )
