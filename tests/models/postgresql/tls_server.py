"""Debian's PostgreSQL server with TLS and passwords, on a port of this machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import trustme

from tests.mail_servers.waiting import free_ports

BINARIES = Path("/usr/lib/postgresql")
ACCOUNT = "postgres"
"""The server refuses to run as root: it then runs as the account that Debian made for it."""

CERTIFIED = "localhost"
PASSWORD = "Une phrase d'essai: 100% @/?#é"


@dataclass(frozen=True)
class TlsServer:
    """A running server.

    Attributes:
        port: Where it listens, on 127.0.0.1.
        directory: Where its files are, `authority.pem` and `stranger.pem` among them.
    """

    port: int
    directory: Path

    @property
    def authority(self) -> Path:
        """The certificate of the authority that signed the server's."""
        return self.directory / "authority.pem"

    @property
    def stranger(self) -> Path:
        """The certificate of an authority that did not."""
        return self.directory / "stranger.pem"

    def command(self, *statements: str) -> None:
        """Run statements as the server's administrator."""
        with psycopg.connect(
            host=str(self.directory),
            port=self.port,
            user=ACCOUNT,
            password=PASSWORD,
            dbname="postgres",
            autocommit=True,
        ) as connection:
            for statement in statements:
                connection.execute(statement.encode())


def binaries() -> Path:
    """Return the directory of the newest server that is installed."""
    found = [path for path in BINARIES.glob("*/bin") if (path / "initdb").exists()]
    assert found, "PostgreSQL is not installed: run make services"
    return max(found, key=lambda path: int(re.sub(r"\D", "", path.parent.name)))


@contextmanager
def tls_server() -> Iterator[TlsServer]:
    """Run a server of our own, made anew."""
    directory = Path(tempfile.mkdtemp(prefix="espace-electeur-tls-"))
    account = ACCOUNT if os.getuid() == 0 else None
    server = TlsServer(free_ports(1)[0], directory)
    _write_certificates(directory)
    (directory / "password").write_text(PASSWORD, encoding="utf-8")
    (directory / "log").touch()
    if account:
        for path in (directory, *directory.iterdir()):
            shutil.chown(path, account, account)
    data = directory / "data"

    def run(program: str, *arguments: str) -> None:
        command = [str(binaries() / program), "--pgdata", str(data), *arguments]
        done = subprocess.run(
            command, cwd=directory, capture_output=True, text=True, user=account, group=account
        )
        assert done.returncode == 0, done.stderr + (directory / "log").read_text()

    run(
        "initdb",
        "--auth=scram-sha-256",
        f"--pwfile={directory / 'password'}",
        "--no-sync",
        "--username",
        ACCOUNT,
        "--encoding=UTF8",
        "--locale=C.UTF-8",
    )
    settings = {
        "port": server.port,
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": directory,
        "fsync": "off",
        "ssl": "on",
        "ssl_cert_file": directory / "server.pem",
        "ssl_key_file": directory / "server.key",
    }
    with (data / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
    run("pg_ctl", "start", "--wait", "--silent", f"--log={directory / 'log'}")
    try:
        yield server
    finally:
        run("pg_ctl", "stop", "--mode=immediate", "--silent")
        shutil.rmtree(directory)


def _write_certificates(directory: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(directory / "authority.pem")
    trustme.CA().cert_pem.write_to_path(directory / "stranger.pem")
    certificate = authority.issue_cert(CERTIFIED)
    certificate.private_key_pem.write_to_path(directory / "server.key")
    (directory / "server.key").chmod(0o600)
    for blob in certificate.cert_chain_pems:
        blob.write_to_path(directory / "server.pem", append=True)
