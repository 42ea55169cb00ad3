"""An election whose database, mail and mailboxes are on real servers of this machine."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import psycopg

from tests.mail_servers.dovecot import Dovecot
from tests.mail_servers.front import PASSWORD, USER, Front

SERVERS = """

[mail.smtp]
host = "localhost"
port = {smtp}
security = "starttls"
ca_file = "{ca_file}"
user = "{user}"
password_file = "{password_file}"

[mail.imap]
host = "localhost"
port = {imap}
security = "starttls"
ca_file = "{ca_file}"
"""


def new_database(socket: str, name: str) -> str:
    """Make an empty database on the server of a socket, and return its address."""
    with psycopg.connect(
        host=socket, user="postgres", dbname="postgres", autocommit=True
    ) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
        connection.execute(f"CREATE DATABASE {name}".encode())
    where = urlencode({"host": socket}, safe="/")
    return f"postgresql://postgres@/{name}?{where}"


def on_servers(home: Path, database: str, dovecot: Dovecot, front: Front) -> Callable[[str], str]:
    """Return what makes an election file name these servers.

    Args:
        home: Where the password of the sender is put.
        database: The database's address.
        dovecot: Where the mailboxes are.
        front: What takes the mails.
    """
    password_file = home / "smtp-password"
    password_file.touch(mode=0o600)
    password_file.write_text(f"{PASSWORD}\n", encoding="utf-8")
    servers = SERVERS.format(
        smtp=front.port,
        imap=dovecot.imap,
        ca_file=dovecot.ca_file,
        user=USER,
        password_file=password_file,
    )

    def change(text: str) -> str:
        served = text.replace('backend = "embedded"', 'backend = "smtp-imap"')
        return re.sub(r"(?m)^url = .*$", f'url = "{database}"', served) + servers

    return change
