"""What an error of a database driver means: for a person one sentence, for the administrator why.

A server gives its reasons as SQLSTATEs (appendix A of PostgreSQL's manual). If
no connection came about there is only a text, libpq's in English, the server's
in its own language: English and French are known here, as in its catalogues.
"""

from __future__ import annotations

import errno
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from peewee import DatabaseError, InterfaceError

from models.errors import DatabaseBusy, DatabaseUnavailable, DiskFull, Unavailable

SILENT = "no answer in time"
"""The message of our own time-out (models/storage/server.py)."""

BUSY_STATES = frozenset({"55P03", "40P01", "40001", "53300", "57014"})
"""A lock not had, a deadlock, a clash of transactions, too many connections, a statement that
its time-out stopped."""

FULL_STATES = frozenset({"53100"})

BUSY = (
    "locked",
    "busy",
    "too many clients",
    "too many connections",
    "connection slots",
    "trop de clients",
    "trop de connexions",
    "emplacements de connexions",
)
"""SQLite's words, and the server's if a refused connection has no SQLSTATE."""

FULL = ("database or disk is full", "disk i/o", "no space")
"""Of a disk or a quota: SQLite calls a write that is cut short a disk I/O error."""

QUOTED = r"\W+([^\"»]+?)\W*[\"»]"
LOST = "la liaison avec le serveur s'est interrompue"
READ_ONLY = "le serveur n'accepte que la lecture : ce n'est pas le serveur principal"
NO_RIGHTS = "l'utilisateur de la base n'y a pas tous les droits nécessaires"
TOO_SLOW = "le serveur a mis fin à une transaction restée trop longtemps ouverte"
DAMAGED = "le serveur signale un fichier de la base abîmé ou une erreur interne"

REASONS_OF_STATES = {
    "25006": READ_ONLY,
    "25P03": TOO_SLOW,
    "25P04": TOO_SLOW,
    "42501": NO_RIGHTS,
    "XX000": DAMAGED,
    "XX001": DAMAGED,
}

REASONS = {
    SILENT: "le serveur ne répond plus",
    "certificate verify failed": "le certificat du serveur n'est pas reconnu",
    rf"certificate for{QUOTED}.* does not match": (
        "le certificat du serveur est au nom de « {} », pas de la machine de l'adresse"
    ),
    "certificate.* does not match": "le certificat du serveur est à un autre nom",
    r"root certificate file|root\.crt": (
        "le fichier de l'autorité de certification (sslrootcert) est introuvable ou illisible"
    ),
    "server does not support SSL": "le serveur ne sait pas chiffrer, et sslmode le demande",
    "certificate|private key|certificat client": (
        "le certificat de cette machine (sslcert, sslkey) n'est pas utilisable"
    ),
    "SSL|TLS": "la connexion chiffrée avec le serveur échoue",
    "password authentication failed|mot de passe échouée": "le mot de passe est refusé",
    "no password supplied": (
        "le serveur demande un mot de passe : indiquez password_file dans [database]"
    ),
    rf"(?:database|base de données){QUOTED} (?:does not|n'existe)": "la base « {} » n'existe pas",
    rf"(?:role|rôle){QUOTED} (?:does not|n'existe|is not|n'est)": (
        "l'utilisateur « {} » n'est pas connu du serveur ou ne peut pas se connecter"
    ),
    "pg_hba.conf|authentication failed|authentification": (
        "le serveur n'admet pas cet utilisateur depuis cette machine (pg_hba.conf)"
    ),
    "on socket .*permission denied": "la prise du serveur n'est pas accessible à ce compte",
    "permission denied|droit refusé": NO_RIGHTS,
    "starting up|shutting down|recovery|se lance|s'arrête|restauration": (
        "le serveur démarre ou s'arrête : attendez un instant"
    ),
    "resolve|translate host|name or service": "le nom de la machine du serveur n'est pas connu",
    "refused|no such file|no route|unreachable|timeout|timed out": "rien ne répond à cette adresse",
    "unable to open": "le fichier de la base ne peut pas être ouvert : vérifiez les droits",
    "readonly database": "le fichier de la base ne peut pas être écrit : vérifiez les droits",
    "not a database|malformed": "le fichier de la base est abîmé, ou n'est pas une base",
    "closed|lost|terminat|reset|broken pipe|eof|abort": LOST,
}
"""The first pattern that fits wins."""


DRIVER_ERRORS = (DatabaseError, InterfaceError, sqlite3.Error)

OF_THE_CONNECTION = {"OperationalError", "InterfaceError"}
"""The names of Python's database interface (PEP 249) for what is no fault of the program."""


def unavailable(error: Exception) -> Unavailable | None:
    """Return what an error means for a person, None if it is a fault of the program."""
    if isinstance(error, OSError):
        return DiskFull() if error.errno in {errno.ENOSPC, errno.EDQUOT} else DatabaseUnavailable()
    if not _of_a_driver(error):
        return None
    error = _first_of(error)
    state = getattr(getattr(error, "orig", error), "sqlstate", None)
    if state in BUSY_STATES:
        return DatabaseBusy()
    if state in FULL_STATES:
        return DiskFull()
    if state in REASONS_OF_STATES:
        return DatabaseUnavailable(reason=REASONS_OF_STATES[state])
    kind = type(error)
    if kind in {DatabaseError, sqlite3.DatabaseError}:  # « file is not a database », « malformed »
        return DatabaseUnavailable(reason=_reason(str(error)))
    if kind is sqlite3.InterfaceError or not OF_THE_CONNECTION & {k.__name__ for k in kind.__mro__}:
        return None
    message = str(error).lower()
    if any(word in message for word in BUSY):
        return DatabaseBusy()
    if any(word in message for word in FULL):
        return DiskFull()
    return DatabaseUnavailable(reason=_reason(str(error)))


def _of_a_driver(error: BaseException | None) -> bool:
    """Return whether a database driver raised an error; psycopg is an extra, not imported here."""
    return isinstance(error, DRIVER_ERRORS) or type(error).__module__.startswith("psycopg")


def _first_of(error: Exception) -> Exception:
    """Return the error that came first: what rolls back afterwards fails in its turn.

    SQLite rolls back by itself, then refuses to do so; a lost connection
    cannot. Each of Peewee's errors follows one of the driver's.
    """
    first, earlier = error, error.__context__
    while isinstance(earlier, Exception) and _of_a_driver(earlier):
        if isinstance(earlier, DRIVER_ERRORS) or not isinstance(first, DRIVER_ERRORS):
            first = earlier
        earlier = earlier.__context__
    return first


def _reason(message: str) -> str | None:
    for words, reason in REASONS.items():
        if found := re.search(words, message, re.IGNORECASE):
            return reason.format(*found.groups())
    return None


@contextmanager
def database_errors() -> Iterator[None]:
    """Turn what a driver or the disk raises into the error that a person can read.

    Raises:
        DatabaseBusy: Locked for longer than the busy timeout, or too many connections.
        DiskFull: No room to write.
        DatabaseUnavailable: Anything else of the database itself.
    """
    try:
        yield
    except Exception as error:
        translated = unavailable(error)
        if translated is None:
            raise
        raise translated from error
