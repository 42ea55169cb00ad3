"""Checking an installation: each check runs whatever the others find, and always ends."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Thread
from time import monotonic

from models.context import Context
from models.errors import DatabaseUnavailable, EspaceError
from models.services.administration.checks.calendar import check_calendar
from models.services.administration.checks.configuration import (
    check_configuration,
    check_file,
    check_staff_code,
)
from models.services.administration.checks.database import (
    check_database,
    check_keys,
    check_permissions,
    check_room,
)
from models.services.administration.checks.machine import check_clock, check_logs, check_machine
from models.services.administration.checks.mail_servers import check_imap, check_smtp
from models.services.administration.checks.mails import check_mails
from models.services.administration.checks.outcome import Check, Installation, Outcome, bad
from models.services.administration.checks.roll import check_roll, check_scrutins
from models.services.administration.roles import check_rights
from models.tables.rights import Machine
from models.views.findings import Finding

PATIENCE = 60.0
"""Seconds that a check has: a mail server is given 30 for one answer."""
QUICK_PATIENCE = 0.5
"""Seconds that all the quick checks have together; the program takes as long to start."""

CHECKS: tuple[Check, ...] = (
    Check("file", "Fichier", lambda place: [check_file(place.file)] if place.file else []),
    Check(
        "configuration",
        "Configuration",
        lambda place: check_configuration(place.context, place.machine),
    ),
    Check("staff", "Code personnel", lambda place: check_staff_code(place.context, place.machine)),
    Check("calendar", "Calendrier", lambda place: check_calendar(place.context)),
    Check("database", "Base de données", lambda place: check_database(place.context)),
    Check("role", "Rôle", lambda place: check_rights(place.context, place.machine)),
    Check("keys", "Clés", lambda place: check_keys(place.context, place.machine)),
    Check("permissions", "Droits", lambda place: check_permissions(place.context)),
    Check("room", "Place", lambda place: check_room(place.context)),
    Check("roll", "Liste", lambda place: check_roll(place.context)),
    Check("scrutins", "Scrutins", lambda place: check_scrutins(place.context), quick=False),
    Check("mails", "Envoi des mails", lambda place: check_mails(place.context)),
    Check("logs", "Journaux", lambda place: check_logs(place.context)),
    Check("clock", "Horloge", lambda place: check_clock(place.context), quick=False),
    Check("machine", "Machine", lambda place: check_machine(place.context), quick=False),
    Check("smtp", "Serveur d'envoi", lambda place: check_smtp(place.context), quick=False),
    Check("imap", "Messageries", lambda place: check_imap(place.context), quick=False),
)
"""All of them, in the order in which they are told."""

NO_END = "Cette vérification n'a pas fini à temps : vérifiez le réseau, puis recommencez."
NO_DATABASE = (
    "La base de données ne peut pas être ouverte{why} : vérifiez « url » dans [database], les "
    "droits sur ses fichiers, et que son serveur répond."
)
UNFORESEEN = "La vérification elle-même a échoué ({kind}) : signalez-le avec ce mot."


def check_installation(
    context: Context,
    file: Path | None = None,
    *,
    machine: Machine | None = None,
    quick: bool = False,
) -> tuple[Finding, ...]:
    """Check everything an election depends on, changing nothing; return what was found, in order.

    Raises nothing.

    Args:
        context: The election.
        file: The election file, to be looked at too.
        machine: What kind of machine this is, None for the administrator's.
        quick: For a monitor that asks every minute: no mail server, no hash, nothing that
            reads the roll, and an end after `QUICK_PATIENCE`.
    """
    place = Installation(context, file, machine)
    end = monotonic() + QUICK_PATIENCE
    return tuple(
        Finding(check.subject, check.label, outcome.level, outcome.text, outcome.command)
        for check in CHECKS
        if check.quick or not quick
        for outcome in ended(
            partial(check.look, place), max(end - monotonic(), 0) if quick else PATIENCE
        )
    )


def ended(look: Callable[[], list[Outcome]], patience: float) -> list[Outcome]:
    """Return what a check found, or after some seconds that it does not end."""
    found: list[Outcome] = []
    # A thread that hangs on the network must not hold the program at its end.
    thread = Thread(target=lambda: found.extend(_outcomes(look)), daemon=True)
    thread.start()
    thread.join(patience)
    return [bad(NO_END)] if thread.is_alive() else found


def _outcomes(look: Callable[[], list[Outcome]]) -> list[Outcome]:
    try:
        return look()
    except DatabaseUnavailable as error:
        why = f" ({error.reason})" if error.reason else ""
        return [bad(NO_DATABASE.format(why=why))]
    except EspaceError as error:
        return [bad(error.text, error.command)]
    except Exception as error:
        return [bad(UNFORESEEN.format(kind=type(error).__name__))]
