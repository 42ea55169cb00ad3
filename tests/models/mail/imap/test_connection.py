"""One connection: how it is signed in to, what a refusal is, and how it fails."""

from __future__ import annotations

import pytest

from models.errors import MailboxBlocked, MailUnavailable
from models.mail.imap.connection import close_now, connect, server_errors, sign_in
from models.mail.imap.folder import status_of
from tests.mail_servers.spoken_imap import SpokenImap

PASSWORD = "Camion-bleu7"


def signed_in(server: SpokenImap, password: str = PASSWORD, login: str = "fdupont") -> bool:
    """Return whether the server takes a password, and hang up."""
    line = connect(server.section)
    try:
        return sign_in(line, login, password)
    finally:
        close_now(line)


@pytest.mark.parametrize(
    ("able", "password", "verb"),
    [
        ("IMAP4rev1", PASSWORD, "LOGIN"),
        ("IMAP4rev1", "Camion-bleué7", "AUTHENTICATE"),
        ("IMAP4rev1 AUTH=PLAIN", PASSWORD, "AUTHENTICATE"),
    ],
)
def test_a_password_goes_the_way_that_the_server_knows(able: str, password: str, verb: str) -> None:
    with SpokenImap(able=able) as server:
        assert signed_in(server, password)
    assert server.signed_in_by == [verb]


def test_an_accent_in_the_user_name_is_no_fault_of_the_server() -> None:
    with SpokenImap(able="IMAP4rev1", sign_in="{tag} NO wrong") as server:
        assert not signed_in(server, login="françoise")


@pytest.mark.parametrize("able", ["IMAP4rev1", "IMAP4rev1 AUTH=PLAIN"])
@pytest.mark.parametrize("words", ["NO [AUTHENTICATIONFAILED] wrong", "NO wrong"])
def test_a_refused_password_is_known_as_such(able: str, words: str) -> None:
    with SpokenImap(able=able, sign_in=f"{{tag}} {words}") as server:
        assert not signed_in(server)


@pytest.mark.parametrize("able", ["IMAP4rev1", "IMAP4rev1 AUTH=PLAIN"])
@pytest.mark.parametrize(
    "answer",
    [
        "{tag} NO [UNAVAILABLE] later",
        "{tag} NO [LIMIT] too many connections",
        "{tag} BAD what?",
        "* BYE closing",
    ],
)
def test_a_server_that_refuses_everybody_has_not_refused_the_password(
    able: str, answer: str
) -> None:
    with SpokenImap(able=able, sign_in=answer) as server, pytest.raises(MailUnavailable):
        signed_in(server)


@pytest.mark.parametrize("able", ["IMAP4rev1", "IMAP4rev1 AUTH=PLAIN"])
@pytest.mark.parametrize(
    "code", ["EXPIRED", "CONTACTADMIN", "AUTHORIZATIONFAILED", "PRIVACYREQUIRED"]
)
def test_an_account_that_is_barred_is_no_wrong_password(able: str, code: str) -> None:
    with (
        SpokenImap(able=able, sign_in=f"{{tag}} NO [{code}] call us") as server,
        pytest.raises(MailboxBlocked, match="assistance"),
    ):
        signed_in(server)


@pytest.mark.parametrize("size", [8_000_000_000, 300_000_000])
def test_a_literal_that_no_mail_has_is_not_waited_for(size: int) -> None:
    announced = f"* 1 FETCH (BODY[] {{{{{size}}}}}"
    with SpokenImap(sign_in=announced) as server, pytest.raises(MailUnavailable):
        signed_in(server)


def test_a_state_that_is_promised_and_not_told_is_a_fault_of_the_server() -> None:
    with SpokenImap() as server:
        line = connect(server.section)
        assert sign_in(line, "fdupont", PASSWORD)
        try:
            with pytest.raises(MailUnavailable):
                status_of(line, "Trash", "MESSAGES")
        finally:
            close_now(line)


def test_who_reads_a_line_that_was_cut_is_told_that_the_server_is_away() -> None:
    with SpokenImap() as server:
        line = connect(server.section)
        close_now(line)
        with pytest.raises(MailUnavailable), server_errors():
            line.client.readline()


@pytest.mark.parametrize("kind", [OverflowError, IndexError, MemoryError, RecursionError])
def test_what_a_library_makes_of_a_hostile_answer_is_a_server_that_is_away(
    kind: type[Exception],
) -> None:
    with pytest.raises(MailUnavailable), server_errors():
        raise kind
