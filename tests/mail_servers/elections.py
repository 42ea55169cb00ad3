"""Elections with their mailboxes on a server, or with none that is opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec.structs import fields

from models import Election
from models.settings.first_password import FirstPasswordSection
from models.settings.mail import ImapSection, MailSection, SmtpSection
from models.settings.passwords import PasswordsSection
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


def read_elsewhere(election: Election, port: int = 9) -> Election:
    """Return an election whose people read their mails in a program of their own.

    Args:
        election: Which says how mailboxes are opened: that is taken out.
        port: Of this machine: where its mails go.
    """
    smtp = read_section(SmtpSection, {"host": "localhost", "security": "none", "port": port})
    usual = {
        one.name: one.default for one in fields(MailSection) if one.name in ("user_names", "quota")
    }
    mail = election.mail.changed(
        backend="smtp", smtp=smtp, imap=None, first_password=FirstPasswordSection(), **usual
    )
    said = election.election.changed(forgotten_mailbox_password=None)
    passwords = PasswordsSection(voter=election.passwords.voter)
    return election.changed(mail=mail, election=said, passwords=passwords)
