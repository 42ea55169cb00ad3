"""Checking an installation: each check runs whatever the others find, and always ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Thread
from time import monotonic

from models.context import Context
from models.errors import DatabaseBusy, DatabaseUnavailable, EspaceError
from models.services.administration.checks.audit import check_audit
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
from models.services.administration.checks.interpreter import check_interpreter
from models.services.administration.checks.lists import check_candidate_lists
from models.services.administration.checks.machine import check_clock, check_logs, check_machine
from models.services.administration.checks.mail_servers import check_imap, check_smtp
from models.services.administration.checks.mails import check_mails
from models.services.administration.checks.outcome import (
    Check,
    Installation,
    Outcome,
    bad,
    doubtful,
)
from models.services.administration.checks.roll import check_roll, check_scrutins
from models.services.administration.checks.seal import check_seal
from models.services.administration.roles import check_rights
from models.tables.rights import Machine
from models.views.findings import Finding

PATIENCE = 60.0
"""Seconds that a check has: a mail server is given 30 for one answer."""
QUICK_PATIENCE = 0.5
"""Seconds that all the quick checks have together, unless the caller knows better."""

CHECKS: tuple[Check, ...] = (
    Check("file", "Fichier", lambda place: [check_file(place.file)] if place.file else []),
    Check(
        "configuration",
        "Configuration",
        lambda place: check_configuration(place.context, place.machine),
    ),
    Check("staff", "Code personnel", lambda place: check_staff_code(place.context, place.machine)),
    Check("calendar", "Calendrier", lambda place: check_calendar(place.context)),
    Check(
        "database",
        "Base de données",
        lambda at: check_database(at.context, quick=at.quick),
    ),
    Check("role", "Rôle", lambda place: check_rights(place.context, place.machine)),
    Check("keys", "Clés", lambda place: check_keys(place.context, place.machine)),
    Check(
        "audit",
        "Chaîne d'audit",
        lambda at: check_audit(at.context, quick=at.quick) if at.machine is None else [],
    ),
    Check("permissions", "Droits", lambda place: check_permissions(place.context)),
    Check("room", "Place", lambda place: check_room(place.context)),
    Check("roll", "Liste", lambda place: check_roll(place.context)),
    Check("scrutins", "Scrutins", lambda place: check_scrutins(place.context), quick=False),
    Check("lists", "Listes", lambda place: check_candidate_lists(place.context), quick=False),
    Check("seal", "Scellement", lambda at: check_seal(at.context, quick=at.quick)),
    Check("mails", "Envoi des mails", lambda place: check_mails(place.context)),
    Check("logs", "Journaux", lambda place: check_logs(place.context)),
    Check("clock", "Horloge", lambda place: check_clock(place.context), quick=False),
    Check("interpreter", "Python", lambda place: check_interpreter(place.context)),
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
BUSY = (
    "La base est occupée par une autre écriture : recommencez dans un instant. Si cela dure, "
    "cherchez la commande ou le programme qui la tient."
)
SAID_ALREADY = "Pas de réponse, pour la même raison que « {label} »."
UNFORESEEN = "La vérification elle-même a échoué ({kind}) : signalez-le avec ce mot."


def check_installation(
    context: Context,
    file: Path | None = None,
    *,
    machine: Machine | None = None,
    quick: bool = False,
    within: float = QUICK_PATIENCE,
) -> tuple[Finding, ...]:
    """Check everything an election depends on, changing nothing; return what was found, in order.

    Raises nothing.

    Args:
        context: The election.
        file: The election file, to be looked at too.
        machine: What kind of machine this is, None for the administrator's.
        quick: For a monitor that asks every minute: no mail server, no hash, nothing that
            reads the roll, and an end.
        within: Seconds that the quick checks have together.
    """
    place = Installation(context, file, machine, quick)
    checks = [check for check in CHECKS if check.quick or not quick]
    begun = (Look(partial(check.look, place)) for check in checks)
    end = monotonic() + within
    # A monitor's checks run at once: none is blamed for what another one has waited for.
    looks = list(begun) if quick else begun
    return _said_once(
        Finding(check.subject, check.label, outcome.level, outcome.text, outcome.command)
        for check, look in zip(checks, looks, strict=True)
        for outcome in look.ended(max(end - monotonic(), 0) if quick else PATIENCE)
    )


class Look:
    """A check that is running."""

    def __init__(self, look: Callable[[], list[Outcome]]) -> None:
        """Begin it."""
        self._found: list[Outcome] = []
        # A thread that hangs on the network must not hold the program at its end.
        self._thread = Thread(target=lambda: self._found.extend(_outcomes(look)), daemon=True)
        self._thread.start()

    def ended(self, patience: float) -> list[Outcome]:
        """Return what it found, or after some seconds that it does not end."""
        self._thread.join(patience)
        return [bad(NO_END)] if self._thread.is_alive() else self._found


def _said_once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings of which those that repeat what is wrong name the first that said it."""
    said: dict[str, str] = {}
    told = []
    for one in findings:
        # What has not ended in time may have waited for different servers.
        own = one.good or one.text == NO_END
        first = one.label if own else said.setdefault(one.text, one.label)
        again = first != one.label
        told.append(replace(one, text=SAID_ALREADY.format(label=first)) if again else one)
    return tuple(told)


def _outcomes(look: Callable[[], list[Outcome]]) -> list[Outcome]:
    try:
        return look()
    except DatabaseBusy:
        return [doubtful(BUSY)]
    except DatabaseUnavailable as error:
        why = f" ({error.reason})" if error.reason else ""
        return [bad(NO_DATABASE.format(why=why))]
    except EspaceError as error:
        return [bad(error.given or error.to_administrator or error.text, error.command)]
    except Exception as error:
        return [bad(UNFORESEEN.format(kind=type(error).__name__))]
