"""First send, then read: the confirmation mail crosses an SMTP and an IMAP server."""

from __future__ import annotations

import imaplib
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from models import Election, Espace
from models.mail.message_ids import is_ours
from models.rules.codes import ALPHABET
from tests.mail_servers.mail_devel import PASSWORD, USER, MailDevel, running_mail_devel
from tests.models.clocks import HandClock
from tests.models.mail_servers import with_smtp
from tests.models.steps import PASSWORD as VOTER_PASSWORD
from tests.models.steps import SOURCE, sample

FDUPONT = sample("fdupont").address


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailDevel]:
    """A server for the tests of this file."""
    with running_mail_devel(tmp_path_factory.mktemp("mail-devel")) as running:
        yield running


@pytest.fixture
def smtp_espace(election: Election, clock: HandClock, server: MailDevel) -> Iterator[Espace]:
    """The election, sending to it, protected and signed in."""
    settings = {
        "security": "starttls",
        "ca_file": server.ca_file,
        "user": USER,
        "password_file": server.password_file,
    }
    espace = Espace(with_smtp(election, server.smtp, imap=server.imap, **settings), clock)
    yield espace
    espace.close()


def newest_mail(server: MailDevel, address: str) -> EmailMessage:
    with imaplib.IMAP4("127.0.0.1", server.imap) as mailbox:
        mailbox.login(address, PASSWORD)
        _, counts = mailbox.select()
        _, parts = mailbox.fetch(str(counts[0], "ascii"), "(RFC822)")  # type: ignore[arg-type]
        content = parts[0]
        assert isinstance(content, tuple)
        return message_from_bytes(content[1], policy=default)


def test_the_code_that_was_sent_and_read_confirms_the_account(
    smtp_espace: Espace, server: MailDevel
) -> None:
    pending = smtp_espace.account.create(
        FDUPONT, VOTER_PASSWORD, VOTER_PASSWORD, mailbox=None, source=SOURCE
    )
    assert smtp_espace.administration.send_waiting_mail().sent == 1
    mail = newest_mail(server, FDUPONT)
    assert is_ours(smtp_espace.context.keys, FDUPONT, mail["Message-ID"])
    text = mail.get_body(("plain",))
    assert text
    code = re.search(rf"[{ALPHABET}]{{5}}-[{ALPHABET}]{{5}}", text.get_content())
    assert code
    session = smtp_espace.account.confirm(pending, code[0], password=VOTER_PASSWORD, source=SOURCE)
    assert session.account_version == 1


def test_the_owner_of_the_mailbox_is_told_that_the_mail_arrived_once_the_inbox_shows_it(
    smtp_espace: Espace, server: MailDevel
) -> None:
    box = smtp_espace.mailbox.open(FDUPONT, PASSWORD, source=SOURCE)
    smtp_espace.account.create(FDUPONT, VOTER_PASSWORD, VOTER_PASSWORD, mailbox=None, source=SOURCE)
    fate = smtp_espace.mailbox.follow_mail(box)
    assert (fate.waiting, fate.arrived) == (1, False)
    smtp_espace.administration.send_waiting_mail()
    fate = smtp_espace.mailbox.follow_mail(box)
    assert (fate.waiting, fate.refused, fate.arrived) == (0, 0, True)
    newest = smtp_espace.mailbox.list_folder(box).messages[0]
    assert newest.from_election
    message = smtp_espace.mailbox.read(box, newest.message_id)
    assert message.link
