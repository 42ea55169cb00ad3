"""mail-devel: a small SMTP and IMAP server that keeps its mailboxes in memory, one each address."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import trustme

from tests.mail_servers.waiting import free_ports, wait_for_port

PASSWORD = "Genepi-7-Brebis"
USER = "elections2014@ac-toulouse.fr"


@dataclass(frozen=True)
class MailDevel:
    """A running server; SMTP asks for STARTTLS and sign-in, IMAP is open to this machine.

    Attributes:
        ca_file: The authority of its certificate for « localhost ».
        password_file: The password of every user, the sender's included.
    """

    smtp: int
    imap: int
    ca_file: Path
    password_file: Path


@contextmanager
def running_mail_devel(directory: Path) -> Iterator[MailDevel]:
    """Run a server for the length of the block."""
    smtp, smtps, imap = free_ports(3)
    authority = trustme.CA()
    certificate = authority.issue_cert("localhost")
    ca_file, pair, password_file = (directory / name for name in ("ca.pem", "pair.pem", "password"))
    authority.cert_pem.write_to_path(str(ca_file))
    certificate.private_key_and_cert_chain_pem.write_to_path(str(pair))
    password_file.touch(mode=0o600)
    password_file.write_text(PASSWORD, encoding="utf-8")
    command = [
        *(sys.executable, "-W", "ignore", "-m", "mail_devel", "--no-http", "--multi-user"),
        *("--host", "127.0.0.1", "--user", USER, "--auth-required", "--starttls-required"),
        *("--smtp-port", str(smtp), "--smtps-port", str(smtps), "--imap-port", str(imap)),
        *("--cert", str(pair), "--key", str(pair)),
    ]
    environment = os.environ | {"MAIL_PASSWORD": PASSWORD}
    with (
        (directory / "log").open("wb") as log,
        subprocess.Popen(command, env=environment, stdout=log, stderr=log) as server,
    ):
        try:
            wait_for_port(smtp, server)
            wait_for_port(imap, server)
            yield MailDevel(smtp, imap, ca_file, password_file)
        finally:
            server.kill()  # on SIGTERM it waits half a minute for clients that have not signed off
