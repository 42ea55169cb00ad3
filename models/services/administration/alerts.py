"""Writing to administrators: what has begun since the last look, and what has ended."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from models.context import Context
from models.errors import AlertsRunning, NoAlerts, OutputRefused, SmtpUnavailable
from models.files.whole import NO_PLACE, whole_file
from models.mail.alert_letter import alert_letter
from models.rules.alerts import Standing, next_step
from models.services.administration.watching import AUDIT, look_around, over_text
from models.services.sending.direct import send_now
from models.views.alerts import Alert, AlertsTold

FILE = "alertes.json"
CHAIN_EACH = timedelta(days=1)
"""How often the whole audit chain is walked: a million events take a core for twenty seconds."""
ALL_REFUSED = (
    "Le serveur d'envoi refuse chaque adresse de « to » dans [alerts] : corrigez-les. Rien n'est "
    "perdu, les alertes partiront au prochain essai."
)


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered between two looks.

    Attributes:
        standings: Of each state that lasted, or was told lately.
        chain_walked_at: When the whole audit chain was walked; None: never.
    """

    standings: dict[str, Standing] = field(default_factory=dict)
    chain_walked_at: datetime | None = None


def send_alerts(context: Context, *, dry_run: bool = False) -> AlertsTold:
    """Look around, and write to the addresses of `[alerts]` about what has begun or ended.

    What is remembered changes once the mail is taken: what could not be told is told next time.

    Args:
        context: The open election.
        dry_run: Only look; nothing is written or remembered.

    Raises:
        NoAlerts: The election file has no `[alerts]`.
        AlertsRunning: Another process is at it.
        SmtpUnavailable: The mail server cannot be used.
        OutputRefused: What is to be remembered cannot be written.
    """
    alerts = context.election.alerts
    if alerts is None:
        raise NoAlerts
    place = context.store.key_directory.parent
    try:
        with _alone_in(place):
            return _send(context, place / FILE, dry_run=dry_run)
    except BlockingIOError as error:
        raise AlertsRunning from error


def _send(context: Context, path: Path, *, dry_run: bool) -> AlertsTold:
    alerts, now = context.election.alerts, context.now
    assert alerts is not None  # noqa: S101 - `send_alerts` has looked
    memory = _remembered(path)
    walked = memory.chain_walked_at
    whole = walked is None or not walked <= now < walked + CHAIN_EACH
    seen = look_around(context, alerts, memory.standings, whole_chain=whole)
    quiet = timedelta(minutes=alerts.quiet_minutes)
    lasts = {name: text is not None for name, text in seen.items()}
    step = next_step(memory.standings, lasts, now, quiet)
    lasting = tuple(Alert(name, text) for name, text in seen.items() if text is not None)
    begun = tuple(alert for alert in lasting if alert.subject in step.begun)
    ended = tuple(Alert(name, over_text(name)) for name in step.ended)
    taken: tuple[str, ...] = ()
    if dry_run:
        return AlertsTold(begun, ended, lasting, 0)
    if begun or ended:
        taken = send_now(context, alert_letter(context.election, begun, ended, now), alerts.to)
        if not taken:
            raise SmtpUnavailable(ALL_REFUSED)
    _remember(path, Memory(step.held, now if whole and AUDIT in seen else walked))
    return AlertsTold(begun, ended, lasting, len(taken))


@contextmanager
def _alone_in(place: Path) -> Iterator[None]:
    """Hold the lock of a directory, whose rights stay as they are.

    Raises:
        BlockingIOError: Another process holds it.
        OutputRefused: There is no such directory.
    """
    try:
        descriptor = os.open(place, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise OutputRefused(NO_PLACE.format(path=place / FILE)) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def _remembered(path: Path) -> Memory:
    """Return what the file holds; nothing if it holds something else: it is told once more."""
    try:
        held: dict[str, Any] = json.loads(path.read_text("utf-8"))
        standings = {
            str(name): Standing(bool(one["on"]), bool(one["told"]), _moment(one["told_at"]))
            for name, one in held["standings"].items()
        }
        return Memory(standings, _moment(held["chain_walked_at"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Memory()


def _moment(text: str | None) -> datetime | None:
    moment = datetime.fromisoformat(text) if text is not None else None
    if moment is not None and moment.tzinfo is None:
        raise ValueError
    return moment


def _remember(path: Path, memory: Memory) -> None:
    facts = asdict(memory)
    with whole_file(path, force=True) as file:
        file.write(json.dumps(facts, ensure_ascii=False, default=datetime.isoformat).encode())
