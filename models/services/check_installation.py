"""Checking an installation: each check runs whatever the others find, and always ends."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

from models.administration_views import Finding
from models.context import Context
from models.errors import DatabaseAway, EspaceError
from models.services.checks.clock import check_clock
from models.services.checks.configuration import check_configuration, check_file
from models.services.checks.database import check_database
from models.services.checks.imap import check_imap
from models.services.checks.keys import check_keys
from models.services.checks.logs import check_logs
from models.services.checks.machine import check_machine
from models.services.checks.mails import check_mails
from models.services.checks.outcome import Check, Outcome, bad
from models.services.checks.permissions import check_permissions, check_room
from models.services.checks.smtp import check_smtp
from models.services.use_case import UseCase

PATIENCE = 60.0
"""Seconds that a check has: a mail server is given 30 for one answer."""

CHECKS: tuple[tuple[str, str, Check], ...] = (
    ("configuration", "Configuration", check_configuration),
    ("database", "Base de données", check_database),
    ("keys", "Clés", check_keys),
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


class CheckInstallation(UseCase):
    """Looks at everything an election stands on; changes nothing."""

    def __call__(self, file: Path | None = None) -> tuple[Finding, ...]:
        """Return what every check found, in order; raises nothing.

        Args:
            file: The election file, to be looked at too.
        """
        own: tuple[tuple[str, str, Check], ...] = ()
        if file is not None:
            own = (("file", "Fichier", lambda context: [check_file(file)]),)
        servers = MAIL_SERVERS if self.context.election.mail.backend == "smtp-imap" else ()
        return tuple(
            Finding(subject, label, outcome.good, outcome.text)
            for subject, label, check in (*own, *CHECKS, *servers)
            for outcome in ended(self.context, check, PATIENCE)
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
    except DatabaseAway as error:
        why = f" ({error.reason})" if error.reason else ""
        return [bad(NO_DATABASE.format(why=why))]
    except EspaceError as error:
        return [bad(error.text)]
    except Exception as error:
        return [bad(UNFORESEEN.format(kind=type(error).__name__))]
