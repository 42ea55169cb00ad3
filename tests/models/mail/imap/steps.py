"""What people do with a mailbox on a server, each step a sentence."""

from __future__ import annotations

from models import Espace, FolderName, MailboxSession
from tests.mail_servers.dovecot import Dovecot
from tests.models.steps import SOURCE, sample

PASSWORD = 'Camion \\ "bleu" é7'
"""With everything that a command would have to quote."""
FDUPONT = sample("fdupont").address


def new_mailbox(dovecot: Dovecot, name: str, password: str = PASSWORD, quota: str = "10M") -> None:
    """Make the empty mailbox of a sample person, who can sign in by user name and by address."""
    dovecot.new_mailbox(name, password, sample(name).address, quota=quota)


def enter(espace: Espace, typed: str, password: str = PASSWORD) -> MailboxSession:
    """Open a mailbox."""
    return espace.mailbox.open(typed, password, source=SOURCE)


def subjects(
    espace: Espace, box: MailboxSession, folder: FolderName = FolderName.INBOX
) -> list[str]:
    """Return the subjects of a folder, newest first."""
    return [line.subject for line in espace.mailbox.list_folder(box, folder).messages]


def ids(espace: Espace, box: MailboxSession, folder: FolderName = FolderName.INBOX) -> list[int]:
    """Return the numbers of a folder's messages, newest first."""
    return [line.message_id for line in espace.mailbox.list_folder(box, folder).messages]
