"""Checking an installation: each check runs whatever the others find, and always ends."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

from models.context import Context
from models.errors import DatabaseUnavailable, EspaceError
from models.services.administration.checks.configuration import check_configuration, check_file
from models.services.administration.checks.database import (
    check_database,
    check_keys,
    check_permissions,
    check_room,
)
from models.services.administration.checks.machine import check_clock, check_logs, check_machine
from models.services.administration.checks.mail_servers import check_imap, check_smtp
from models.services.administration.checks.mails import check_mails
from models.services.administration.checks.outcome import Check, Outcome, bad
from models.services.administration.roles import check_rights
from models.tables.rights import Machine
from models.views.administration import Finding

PATIENCE = 60.0
"""Seconds that a check has: a mail server is given 30 for one answer."""

CHECKS: tuple[tuple[str, str, Check], ...] = (
    ("database", "Base de données", check_database),
    ("permissions", "Droits", check_permissions),
    ("room", "Place", check_room),
    ("mails", "Envoi des mails", check_mails),
    ("logs", "Journaux", check_logs),
    ("clock", "Horloge", check_clock),
    ("machine", "Machine", check_machine),
)
MAIL_SERVERS: tuple[tuple[str, str, Check], ...] = (
    ("smtp", "Serveur d'envoi", check_smtp),
    ("imap", "Messageries", check_imap),
)

NO_END = "Cette vérification n'a pas fini à temps : vérifiez le réseau, puis recommencez."
NO_DATABASE = (
    "La base de données ne peut pas être ouverte{why} : vérifiez « url » dans [database], les "
    "droits sur ses fichiers, et que son serveur répond."
)
UNFORESEEN = "La vérification elle-même a échoué ({kind}) : signalez-le avec ce mot."


def check_installation(
    context: Context, file: Path | None = None, *, machine: Machine | None = None
) -> tuple[Finding, ...]:
    """Check everything an election depends on, changing nothing; return what was found, in order.

    Raises nothing.

    Args:
        context: The election.
        file: The election file, to be looked at too.
        machine: What kind of machine this is, None for the administrator's.
    """
    own: list[tuple[str, str, Check]] = []
    if file is not None:
        own.append(("file", "Fichier", lambda context: [check_file(file)]))
    rights = ("role", "Rôle", lambda context: check_rights(context, machine))
    read = ("configuration", "Configuration", lambda context: check_configuration(context, machine))
    keys = ("keys", "Clés", lambda context: check_keys(context, machine))
    servers = () if context.election.mail.embedded else MAIL_SERVERS
    return tuple(
        Finding(subject, label, outcome.good, outcome.text, outcome.command)
        for subject, label, check in (*own, read, *CHECKS[:1], rights, keys, *CHECKS[1:], *servers)
        for outcome in ended(context, check, PATIENCE)
    )


def ended(context: Context, check: Check, patience: float) -> list[Outcome]:
    """Return what a check found, or after some seconds that it does not end."""
    found: list[Outcome] = []
    # A thread that hangs on the network must not hold the program at its end.
    thread = Thread(target=lambda: found.extend(_outcomes(context, check)), daemon=True)
    thread.start()
    thread.join(patience)
    return [bad(NO_END)] if thread.is_alive() else found


def _outcomes(context: Context, check: Check) -> list[Outcome]:
    try:
        return check(context)
    except DatabaseUnavailable as error:
        why = f" ({error.reason})" if error.reason else ""
        return [bad(NO_DATABASE.format(why=why))]
    except EspaceError as error:
        return [bad(error.text, error.command)]
    except Exception as error:
        return [bad(UNFORESEEN.format(kind=type(error).__name__))]
