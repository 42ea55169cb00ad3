"""The election with its mailboxes on a server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from models import Election
from models.settings.mail import ImapSection, SmtpSection
from models.settings.tables import read_section
from tests.mail_servers.dovecot import Dovecot
from tests.mail_servers.front import PASSWORD, USER


def on_server(election: Election, dovecot: Dovecot, **changes: Any) -> Election:
    """Return an election whose mailboxes are on a Dovecot; nothing sends its mails.

    Args:
        election: The election.
        dovecot: Where the mailboxes are.
        changes: Of the settings that reach it; None: it is not set.
    """
    usual = {"security": "tls", "port": dovecot.imaps, "ca_file": dovecot.ca_file}
    settings = {name: value for name, value in (usual | changes).items() if value is not None}
    imap = read_section(ImapSection, {"host": "localhost", **settings})
    smtp = SmtpSection(host="localhost", given_port=9, security="none")
    mail = election.mail.changed(backend="smtp-imap", imap=imap, smtp=smtp)
    words = {
        "forgotten_mailbox_password": None,
        "assistance": tuple(line for line in election.election.assistance if "NUMEN" not in line),
    }
    said = election.election.changed(**words)
    return election.changed(mail=mail, election=said)


def sent_through(election: Election, port: int, ca_file: Path, directory: Path) -> Election:
    """Return an election whose mails go through a front."""
    password = directory / "smtp-password"
    password.write_text(f"{PASSWORD}\n")
    password.chmod(0o600)
    smtp = SmtpSection(
        host="localhost",
        given_port=port,
        security="starttls",
        ca_file=ca_file,
        user=USER,
        password_file=password,
    )
    return election.changed(mail=election.mail.changed(smtp=smtp))
