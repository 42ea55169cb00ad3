"""Whatever a server answers, the person reads one sentence, and nothing is left hanging."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import Espace, EspaceError, MailUnavailable
from models.mail.imap.abort_handle import AbortHandle
from models.mail.imap.clients import LARGEST_LITERAL, PlainClient
from tests.mail_servers.dovecot import Dovecot
from tests.mail_servers.elections import on_server
from tests.mail_servers.spoken_imap import TAG, SpokenImap
from tests.models.clocks import HandClock
from tests.models.databases import SqliteDatabases
from tests.models.mail.imap.open_mailboxes import open_mailboxes
from tests.models.mail.imap.steps import enter

HEADERS = b"From: Quelqu'un <a@b.fr>\r\nSubject: Objet\r\n\r\n"
FETCHED = (
    b'* 1 FETCH (UID 7 FLAGS (\\Seen) INTERNALDATE "28-Nov-2014 09:30:00 +0100" RFC822.SIZE 44 '
    b"BODY[HEADER.FIELDS (FROM SUBJECT MESSAGE-ID)] {%d}\r\n%b)\r\n" % (len(HEADERS), HEADERS)
)
LINES = st.sampled_from(
    [
        b"* SEARCH 7\r\n",
        b"* SEARCH 7 99999999999999999999999999\r\n",
        b"* SEARCH \xff (\r\n",
        b"* 4294967296 EXISTS\r\n",
        b"* OK [UIDVALIDITY 99999999999999999999]\r\n",
        b"* OK [UIDVALIDITY (((]\r\n",
        FETCHED,
        FETCHED.replace(b"28-Nov-2014", b"99-Nov-9999"),
        FETCHED.replace(b"+0100", b"+9999"),
        FETCHED.replace(b"From: ", b"From: " + b"(" * 2_000),
        FETCHED.replace(b"UID 7", b"UID (7 (8"),
        FETCHED.replace(b"RFC822.SIZE 44", b"RFC822.SIZE " + b"9" * 5_000),
        b"* 1 FETCH (UID 7 BODY[] {8000000000}\r\n",
        b"* 1 FETCH (UID 7 BODY[] {300000000}\r\nx",
        b"* 1 FETCH (UID 7 BODY[] {-5}\r\n)\r\n",
        b"* 1 FETCH " + b"(" * 5_000 + b"\r\n",
        b'* 1 FETCH (UID 7 BODYSTRUCTURE ("' + b"\\" * 3_000 + b"\r\n",
        b'* LIST (\\Trash) "/" {4}\r\nBin\xff\r\n',
        b"* LIST " + b"(" * 20_000 + b"\r\n",
        b'* STATUS "Bin" (MESSAGES 18446744073709551616)\r\n',
        b"* QUOTA user (STORAGE " + b"9" * 4_000 + b" 1)\r\n",
        FETCHED.replace(b"28-Nov-2014", b"31-Dec-9999"),
        b"* BYE\r\n",
        b"\x00\x01\x02\r\n",
        b"+ go on\r\n",
        b"a" * 70_000 + b"\r\n",
    ]
)
ENDS = st.sampled_from([TAG + b" OK done\r\n", TAG + b" NO no\r\n", TAG + b" BAD\r\n", b"", b"* 1"])
ANSWERS = st.lists(st.builds(lambda lines, end: b"".join([*lines, end]), st.lists(LINES), ENDS))


@pytest.fixture(scope="module")
def server() -> Iterator[SpokenImap]:
    """A server that takes every password, and then answers as an example says."""
    with SpokenImap(able="IMAP4rev1 MOVE UIDPLUS QUOTA SPECIAL-USE") as speaking:
        yield speaking


@pytest.fixture
def espace(
    server: SpokenImap, dovecot: Dovecot, sqlite: SqliteDatabases, tmp_path: Path
) -> Iterator[Espace]:
    """The services, with mailboxes on that server."""
    at = server.section
    election = on_server(
        sqlite.filled(tmp_path), dovecot, host=at.host, port=at.port, security="none"
    )
    opened = Espace(election, HandClock())
    yield opened
    opened.close()


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(answers=ANSWERS)
def test_any_answers_are_one_sentence_or_a_list(
    server: SpokenImap, espace: Espace, answers: list[bytes]
) -> None:
    server.answers = iter(answers)
    try:
        box = enter(espace, "fdupont")
    except EspaceError:
        assert open_mailboxes(espace) == {}
        return
    with suppress(EspaceError):
        folder = espace.mailbox.list_folder(box)
        for line in folder.messages[:1]:
            espace.mailbox.read(box, line.message_id)
            espace.mailbox.delete(box, [line.message_id])
    espace.mailbox.close(box)
    assert open_mailboxes(espace) == {}


@pytest.mark.parametrize("size", [8_000_000_000, 300_000_000, 5_000_000])
def test_a_literal_that_no_mail_needs_is_not_read(
    server: SpokenImap, espace: Espace, size: int
) -> None:
    done = TAG + b" OK done\r\n"
    server.answers = iter([done, done, b"* SEARCH 7\r\n" + done] * 3)
    box = enter(espace, "fdupont")
    server.answers = iter([b"* 1 FETCH (UID 7 BODY[] {%d}\r\n" % size + b"x" * 1_000] * 20)
    with pytest.raises(MailUnavailable):
        espace.mailbox.list_folder(box)
    espace.mailbox.close(box)


@pytest.mark.parametrize("size", [LARGEST_LITERAL, LARGEST_LITERAL + 1])
def test_no_literal_is_longer_than_what_is_asked_for_of_a_mail(
    server: SpokenImap, size: int
) -> None:
    answer = b"* 1 FETCH (BODY[] {%d}\r\n" % size + b"x" * size + b")\r\n" + TAG + b" OK done\r\n"
    server.answers = iter([answer])
    held = AbortHandle()
    client = PlainClient(server.section.host, server.section.port, 20, held)
    if size <= LARGEST_LITERAL:
        assert client.noop()[0] == "OK"
    else:
        with pytest.raises(PlainClient.abort, match=f"a literal of {size} bytes"):
            client.noop()
    held.end()
    client.shutdown()
