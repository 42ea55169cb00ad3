"""`admin send --watch`: sends as mails come, and waits for what is away."""

from __future__ import annotations

import errno
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import models
from models import say_count
from tui.command_line.options import answer
from tui.command_line.output import OutputLost
from tui.command_line.saying import say
from tui.logs.events import write_event

if TYPE_CHECKING:
    from models import Espace, Sending

STOPPING = (signal.SIGTERM, signal.SIGINT)

PAUSE = 2.0
LONGEST_PAUSE = 60.0
"""Seconds between two looks; doubling while something is away."""

LONGEST_REST = 300.0
"""The same for a mail server: each mail that it leaves in the middle may arrive twice."""


def watch_mail(espace: Espace, as_json: bool) -> None:
    """Send until SIGTERM or SIGINT, finishing the mail in hand.

    The signals are held back and asked for between two mails: none interrupts one.
    Whatever is away, full or out of date is waited for: it is put right by others.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    fault: models.Unavailable | None = None
    pause = rest = PAUSE
    _say("L'envoi des mails est en marche.")
    while not _stopped():
        try:
            batch = espace.administration.send_waiting_mail(stopped=_stopped)
            if batch.total:
                _tell_batch(batch, as_json)
            if batch.fault:
                raise models.SmtpUnavailable(batch.fault)
        except models.Unavailable as error:
            longest = LONGEST_REST if isinstance(error, models.SmtpUnavailable) else LONGEST_PAUSE
            fault, pause, rest = (
                _tell(error, fault),
                min(rest, longest),
                min(2 * rest, longest),
            )
            if isinstance(error, models.WrongKeys):
                espace = _reopened(espace)
        else:
            if fault is not None and (batch.total or not isinstance(fault, models.SmtpUnavailable)):
                _say("L'envoi des mails reprend.")
                fault, rest = None, PAUSE
            pause = PAUSE
            if batch.total:
                continue
        if signal.sigtimedwait(STOPPING, pause) is not None:
            return


def _stopped() -> bool:
    return not signal.sigpending().isdisjoint(STOPPING)


def _reopened(espace: Espace) -> Espace:
    """Return the election opened again, with the key files as they are now."""
    espace.close()
    return models.Espace(espace.election, espace.clock)


def _tell_batch(batch: Sending, as_json: bool) -> None:
    """Print what became of a batch; what waits in all is not counted again each time."""
    words = (
        say_count(batch.sent, "envoyé"),
        f"{batch.waiting} en attente",
        say_count(batch.refused, "refusé"),
    )
    facts: dict[str, object] = {
        "sent": batch.sent,
        "waiting": batch.waiting,
        "refused": batch.refused,
    }
    with _no_room_needed():
        answer(as_json, facts, f"Mails : {', '.join(words)}.")
        sys.stdout.flush()
    write_event("mails", sent=batch.sent, waiting=batch.waiting, refused=batch.refused)


def _tell(error: models.Unavailable, fault: models.Unavailable | None) -> models.Unavailable:
    """Say what is away, unless it was said last; return it."""
    if fault is None or _cause(fault) != _cause(error):
        _say(_words(error))
        write_event("away", "warning", kind=type(error).__name__)
    return error


def _cause(error: models.Unavailable) -> tuple[type[models.Unavailable], str | None]:
    """Return what is away and why: a database that is too busy does not respond either."""
    if isinstance(error, models.DatabaseUnavailable):
        return models.DatabaseUnavailable, error.reason
    if isinstance(error, models.DatabaseBusy):
        return models.DatabaseUnavailable, None
    return type(error), error.given


def _words(error: models.Unavailable) -> str:
    if isinstance(error, models.DiskFull):
        return (
            "Le disque de la base de données est plein : les mails attendent. Faites-y de la place."
        )
    if not isinstance(error, models.DatabaseUnavailable | models.DatabaseBusy):
        return f"{error.text} Les mails attendent et partiront ensuite."
    reason = error.reason if isinstance(error, models.DatabaseUnavailable) else None
    known = f" ({reason})" if reason else ""
    return (
        f"La base de données ne répond pas{known} : les mails attendent. Vérifiez [database] du "
        "fichier d'élection, et que son serveur est en marche."
    )


def _say(sentence: str) -> None:
    with _no_room_needed():
        say(sentence, stream=sys.stderr)


@contextmanager
def _no_room_needed() -> Iterator[None]:
    """Ignore a full disk while printing: the mails matter more."""
    try:
        with suppress(OutputLost):
            yield
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
