"""What the administrator reads of an error, in French, also by a server that speaks French."""

from __future__ import annotations

import peewee
import psycopg
import pytest

from models import DatabaseBusy, DatabaseUnavailable, DiskFull, SessionExpired, Unavailable
from models.storage.faults import LOST, NO_RIGHTS, READ_ONLY, SILENT, database_errors


def told(raised: Exception) -> Unavailable:
    """Return the error that a person reads."""
    with pytest.raises(Unavailable) as caught, database_errors():
        raise raised
    return caught.value


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ('FATAL:  password authentication failed for user "vote"', "le mot de passe est refusé"),
        (
            "FATAL:  authentification par mot de passe échouée pour l'utilisateur  « vote »",
            "le mot de passe est refusé",
        ),
        ('FATAL:  database "vote" does not exist', "la base « vote » n'existe pas"),
        ("FATAL:  la base de données « vote » n'existe pas", "la base « vote » n'existe pas"),
        ('FATAL:  role "agent" does not exist', "l'utilisateur « agent » n'est pas connu"),
        ("FATAL:  le rôle « agent » n'existe pas", "l'utilisateur « agent » n'est pas connu"),
        (
            'FATAL:  no pg_hba.conf entry for host "10.0.0.1", user "vote", no encryption',
            "pg_hba.conf",
        ),
        ("FATAL:  aucune entrée dans pg_hba.conf pour l'hôte « 10.0.0.1 »", "pg_hba.conf"),
        ("FATAL:  the database system is starting up", "démarre ou s'arrête"),
        ("FATAL:  le système de bases de données se lance", "démarre ou s'arrête"),
        ("connection to server failed: Connection refused", "rien ne répond à cette adresse"),
        ("connection timeout expired", "rien ne répond à cette adresse"),
        ('connection to server on socket "/run/x" failed: Permission denied', "la prise"),
        ('FATAL:  permission denied for database "vote"', NO_RIGHTS),
        ("[Errno -2] Name or service not known", "le nom de la machine"),
        ("SSL error: certificate verify failed", "le certificat du serveur n'est pas reconnu"),
        ("SSL error: tlsv1 alert protocol version", "la connexion chiffrée"),
        ("server closed the connection unexpectedly", LOST),
        ("unable to open database file", "vérifiez les droits"),
        ("attempt to write a readonly database", "vérifiez les droits"),
    ],
)
def test_a_connection_that_does_not_come_about_has_a_reason(said: str, reason: str) -> None:
    away = told(peewee.OperationalError(said))
    assert isinstance(away, DatabaseUnavailable)
    assert reason in (away.reason or "")
    assert away.text == DatabaseUnavailable.sentence


@pytest.mark.parametrize(
    "said",
    [
        "FATAL:  sorry, too many clients already",
        "FATAL:  désolé, trop de clients sont déjà connectés",
        "FATAL:  remaining connection slots are reserved for roles with the SUPERUSER attribute",
        "FATAL:  les emplacements de connexions restants sont réservés pour les connexions",
        'FATAL:  too many connections for role "vote"',
        "FATAL:  trop de connexions pour le rôle « vote »",
    ],
)
def test_a_server_that_is_full_is_busy_in_both_languages(said: str) -> None:
    assert isinstance(told(peewee.OperationalError(said)), DatabaseBusy)


def test_a_server_that_only_reads_is_told() -> None:
    refused = psycopg.errors.ReadOnlySqlTransaction("cannot execute UPDATE")
    away = told(peewee.InternalError(refused, str(refused)))
    assert isinstance(away, DatabaseUnavailable)
    assert away.reason == READ_ONLY


def test_the_reason_is_of_what_failed_first() -> None:
    """A roll-back fails in its turn, and says less."""

    def act() -> None:
        try:
            raise peewee.OperationalError(SILENT)
        finally:
            raise peewee.InterfaceError("the connection is closed")

    with pytest.raises(DatabaseUnavailable) as away, database_errors():
        act()
    assert away.value.reason == "le serveur ne répond plus"


@pytest.mark.parametrize(
    ("raised", "kind"),
    [
        (
            psycopg.OperationalError("server closed the connection unexpectedly"),
            DatabaseUnavailable,
        ),
        (psycopg.errors.IdleInTransactionSessionTimeout("ended"), DatabaseUnavailable),
        (psycopg.errors.QueryCanceled("statement timeout"), DatabaseBusy),
        (psycopg.errors.DiskFull("could not extend file"), DiskFull),
    ],
)
def test_the_driver_s_own_errors_are_understood_too(
    raised: Exception, kind: type[Unavailable]
) -> None:
    """Copying rows goes past Peewee."""
    assert type(told(raised)) is kind


def test_a_fault_of_the_program_is_not_hidden_behind_the_server() -> None:
    with pytest.raises(psycopg.errors.UndefinedColumn), database_errors():
        raise psycopg.errors.UndefinedColumn("column does not exist")


def test_a_refusal_that_follows_an_error_of_the_database_stays_one() -> None:
    def act() -> None:
        try:
            raise peewee.OperationalError("database is locked")
        except peewee.OperationalError:
            raise SessionExpired from None

    with pytest.raises(SessionExpired), database_errors():
        act()
