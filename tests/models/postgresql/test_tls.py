"""TLS to the server and its passwords, by the URL and the password file."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from models import DatabaseUnavailable, Election, Espace
from models.services.administration.checks.database import check_database
from tests.models.clocks import HandClock
from tests.models.databases import election_on, fill
from tests.models.postgresql.tls_server import CERTIFIED, PASSWORD, TlsServer, tls_server
from tests.models.postgresql.watching import answer

BASE = "élections 2014"
VERIFIED = "verify-full"


@pytest.fixture(scope="module")
def server() -> Iterator[TlsServer]:
    """A server with TLS and the sample people in a database; without it the tests fail."""
    with tls_server() as server:
        server.command(f'CREATE DATABASE "{BASE}"')
        election = reached(server, server.authority, keys=server.directory / "keys")
        fill(election)
        yield server


def reached(
    server: TlsServer,
    authority: Path,
    *,
    host: str = CERTIFIED,
    mode: str = VERIFIED,
    user: str = "postgres",
    base: str = BASE,
    password: str | None = PASSWORD,
    keys: Path,
) -> Election:
    """Return the election on the server, reached in one way or another."""
    url = f"postgresql://{quote(user)}@{host}:{server.port}/{quote(base)}"
    election = election_on(f"{url}?sslmode={mode}&sslrootcert={quote(str(authority))}", keys)
    changed: dict[str, object] = {}
    if password is not None:
        changed["password_file"] = keys.parent / "mot de passe"
        (keys.parent / "mot de passe").write_text(password + "\n", encoding="utf-8")
        (keys.parent / "mot de passe").chmod(0o600)
    section = election.database.changed(**changed)
    return election.changed(database=section)


def why_refused(election: Election) -> str | None:
    """Return the reason that the administrator reads."""
    espace = Espace(election, HandClock())
    with pytest.raises(DatabaseUnavailable) as away:
        espace.administration.verify_audit()
    espace.close()
    assert away.value.text == DatabaseUnavailable.sentence
    assert PASSWORD not in f"{away.value!r} {away.value.reason} {away.value.__cause__!r}"
    return away.value.reason


def test_the_right_authority_and_the_right_name_are_one_encrypted_connection(
    server: TlsServer, tmp_path: Path
) -> None:
    election = reached(server, server.authority, keys=server.directory / "keys")
    espace = Espace(election, HandClock())
    with espace.context.connection():
        assert answer(espace, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()") is True
    assert espace.administration.verify_audit().first_fault is None
    espace.close()


def test_a_certificate_of_an_unknown_authority_is_refused(
    server: TlsServer, tmp_path: Path
) -> None:
    election = reached(server, server.stranger, keys=tmp_path / "keys")
    assert why_refused(election) == "le certificat du serveur n'est pas reconnu"


def test_the_authorities_of_the_system_are_found_where_it_keeps_them(
    server: TlsServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = ssl.get_default_verify_paths()
    ours = places._replace(cafile=str(server.authority), capath="")
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: ours)
    for name in (places.openssl_cafile_env, places.openssl_capath_env):
        monkeypatch.setenv(name, "")  # so that it is as it was afterwards
        monkeypatch.delenv(name)
    election = reached(server, Path("system"), keys=server.directory / "keys")
    espace = Espace(election, HandClock())
    with espace.context.connection():
        assert answer(espace, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()") is True
    espace.close()


def test_what_the_environment_says_of_authorities_is_left_alone(
    server: TlsServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(server.stranger))
    election = reached(server, Path("system"), keys=tmp_path / "keys")
    assert why_refused(election) == "le certificat du serveur n'est pas reconnu"
    assert os.environ["SSL_CERT_FILE"] == str(server.stranger)


def test_a_certificate_of_another_machine_is_refused(server: TlsServer, tmp_path: Path) -> None:
    election = reached(server, server.authority, host="127.0.0.1", keys=tmp_path / "keys")
    assert why_refused(election) == (
        "le certificat du serveur est au nom de « localhost », pas de la machine de l'adresse"
    )


def test_a_missing_file_of_the_authority_is_told(server: TlsServer, tmp_path: Path) -> None:
    election = reached(server, tmp_path / "absent.pem", keys=tmp_path / "keys")
    assert "sslrootcert" in (why_refused(election) or "")


def test_a_server_without_tls_is_refused(server: TlsServer, tmp_path: Path) -> None:
    election = reached(server, server.authority, keys=tmp_path / "keys")
    server.command("ALTER SYSTEM SET ssl = off", "SELECT pg_reload_conf()")
    try:
        assert "ne sait pas chiffrer" in (why_refused(election) or "")
    finally:
        server.command("ALTER SYSTEM RESET ssl", "SELECT pg_reload_conf()")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"password": "une autre"}, "le mot de passe est refusé"),
        ({"password": None}, "le serveur demande un mot de passe : indiquez password_file"),
        ({"user": "inconnue"}, "le mot de passe est refusé"),
        ({"base": "une autre"}, "la base « une autre » n'existe pas"),
        ({"host": "serveur.invalid"}, "le nom de la machine du serveur n'est pas connu"),
    ],
)
def test_a_refusal_is_told_with_its_reason(
    server: TlsServer, tmp_path: Path, changed: dict[str, str], told: str
) -> None:
    ways = {"mode": "require", **changed}
    election = reached(server, server.authority, keys=tmp_path / "keys", **ways)
    assert told in (why_refused(election) or "")


def test_the_check_says_that_the_way_to_the_server_is_protected(
    server: TlsServer, tmp_path: Path
) -> None:
    for mode, said in ((VERIFIED, "est chiffrée (TLS)"), ("disable", "ne sort pas de cette")):
        election = reached(server, server.authority, mode=mode, keys=server.directory / "keys")
        espace = Espace(election, HandClock())
        found = check_database(espace.context)
        assert all(outcome.good for outcome in found)
        assert said in found[1].text
        espace.close()
