"""`postgresql://user@host:port/database?parameter=value`, as the election file may hold it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

FILES = ("sslrootcert", "sslcert", "sslkey", "sslcrl")
"""Parameters that name a file; the certificates of the system are `sslrootcert=system`."""

SYSTEM = "system"
LAST_PORT = 65535

PARAMETERS = frozenset({"application_name", "host", "port", "sslmode", *FILES})
"""What may follow the question mark (libpq, « Parameter Key Words »)."""

SSL_MODES = frozenset({"disable", "allow", "prefer", "require", "verify-ca", "verify-full"})

UNREADABLE = "cette adresse n'est pas lisible ; écrivez postgresql://utilisateur@machine/base"
IN_A_FILE = (
    "pas de mot de passe dans l'adresse : mettez-le dans un fichier, et le chemin de ce fichier "
    "dans password_file"
)
UNKNOWN = "paramètre inconnu dans l'adresse : {name} ; possibles : {names}"
UNKNOWN_MODE = "sslmode inconnu ; possibles : {names}"
VERIFIED = "verify-full"
UNVERIFIED = (
    "une base sur le réseau doit être chiffrée et son serveur vérifié : ajoutez "
    "?sslmode=verify-full&sslrootcert=system, ou le fichier de votre autorité à la place de system"
)
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names of this very machine: what goes there leaves it on no network."""


def is_server(url: str) -> bool:
    """Return whether a URL is of a PostgreSQL server."""
    return url.startswith(("postgresql://", "postgres://"))


def check_server_url(url: str) -> str:
    """Return a URL that names a database, holds no secret and asks for nothing unknown.

    Raises:
        ValueError: With the reason in French, without any part of a secret.
    """
    try:
        parts = urlsplit(url)
        asked = dict(parse_qsl(parts.query, keep_blank_values=True))
        _require_ports(parts.netloc, asked.get("port", ""))
    except ValueError:  # brackets that do not hold an IPv6 address, a port that is none
        raise ValueError(UNREADABLE) from None
    if "\0" in unquote(url):
        raise ValueError(UNREADABLE)
    if parts.password is not None or "password" in asked:
        raise ValueError(IN_A_FILE)
    if not database_name(url) or parts.fragment:
        raise ValueError(UNREADABLE)
    for name in asked.keys() - PARAMETERS:
        raise ValueError(UNKNOWN.format(name=name, names=", ".join(sorted(PARAMETERS))))
    if asked.get("sslmode", "prefer") not in SSL_MODES:
        raise ValueError(UNKNOWN_MODE.format(names=", ".join(sorted(SSL_MODES))))
    if asked.get("sslmode") != VERIFIED and not _is_this_machine(parts.netloc, asked):
        raise ValueError(UNVERIFIED)
    return url


def _is_this_machine(machines: str, asked: Mapping[str, str]) -> bool:
    """Return whether every machine of a URL is this one: a socket, or the loopback."""
    named = machines.rpartition("@")[2].split(",")
    hosts = [re.sub(r":[0-9]*\Z", "", unquote(each)).strip("[]") for each in named]
    hosts = asked["host"].split(",") if asked.get("host") else hosts
    return all(not host or host.startswith("/") or host.lower() in LOOPBACK for host in hosts)


def _require_ports(machines: str, asked: str) -> None:
    """Refuse what is no port; there may be one a machine.

    Raises:
        ValueError: One is not a number between 1 and 65535.
    """
    named = re.findall(r":([^\],]*)(?=,|$)", machines.rpartition("@")[2])
    for port in filter(None, (*named, *asked.split(","))):
        if not 1 <= int(port) <= LAST_PORT:
            raise ValueError(port)


def database_name(url: str) -> str:
    """Return the name of the database, empty if there is none."""
    return unquote(urlsplit(url).path.removeprefix("/"))


def with_files_from(url: str, directory: Path) -> str:
    """Return a URL whose certificate files start from an absolute directory."""
    parts = urlsplit(url)
    asked = parse_qsl(parts.query, keep_blank_values=True)
    moved = [
        (name, str(directory / value) if name in FILES and value not in {"", SYSTEM} else value)
        for name, value in asked
    ]
    if moved == asked:
        return url
    # Libpq reads a plus sign as itself, so that a space is %20.
    return urlunsplit(parts._replace(query=urlencode(moved, safe="/", quote_via=quote)))
