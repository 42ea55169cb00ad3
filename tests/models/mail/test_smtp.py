"""The connection to the mail server: protected, signed in, or a sentence that says why not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from models.errors import MailRefused, SmtpUnavailable
from models.mail.smtp import ConnectionLost, DisconnectedEarly, ReplyLost, smtp_connection
from models.settings.mail import SmtpSection
from models.settings.tables import read_section
from models.views.mail import OwnReply
from tests.models.mail_servers import (
    SECRET,
    USER,
    BrokenServer,
    Certificates,
    Post,
    SmtpServer,
    authenticate,
)

# The server's own advice: against its old attribute, and against signing in without TLS.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Session.login_data"),
    pytest.mark.filterwarnings("ignore:Requiring AUTH"),
]

CERTIFICATES = Certificates()
SENDER = "elections@ac-toulouse.fr"
MAIL = b"Subject: essai\r\n\r\n.Bonjour\r\n..\r\n"
TO = "personne1@ac-toulouse.fr"


@contextmanager
def running(post: Post, **settings: Any) -> Iterator[int]:
    server = SmtpServer(post, **settings)
    server.start()
    try:
        yield server.port
    finally:
        server.stop()


def section(port: int, **settings: Any) -> SmtpSection:
    told = {"host": "localhost", "security": "none", "timeout_seconds": 20, "port": port}
    return read_section(SmtpSection, told | settings)


def send(smtp: SmtpSection, number: int = 1) -> None:
    with smtp_connection(smtp) as connection:
        for _ in range(number):
            connection.offer(SENDER, TO, MAIL)
            connection.finish()


def fault(smtp: SmtpSection) -> str:
    with pytest.raises(SmtpUnavailable) as refusal:
        send(smtp)
    return refusal.value.text


def secret_file(directory: Path, secret: str) -> Path:
    path = directory / "password"
    path.touch(mode=0o600)
    path.write_text(f"{secret}\n", encoding="utf-8")
    return path


@pytest.fixture
def password(tmp_path: Path) -> Path:
    """The file of the right password."""
    return secret_file(tmp_path, SECRET)


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_mails_go_protected_and_signed_in(security: str, tmp_path: Path, password: Path) -> None:
    context = CERTIFICATES.server_side("localhost")
    settings: dict[str, Any] = {"authenticator": authenticate, "auth_required": True}
    if security == "tls":
        settings |= {"ssl_context": context, "auth_require_tls": False}
    else:
        settings |= {"tls_context": context, "require_starttls": True}
    post = Post()
    with running(post, **settings) as port:
        smtp = section(
            port,
            security=security,
            ca_file=CERTIFICATES.ca_file(tmp_path),
            user=USER,
            password_file=password,
        )
        send(smtp, number=3)
    assert post.counts() == {TO: 3}
    assert post.taken[0][1].get_content().splitlines() == [".Bonjour", ".."]


@pytest.mark.parametrize("security", ["tls", "starttls"])
@pytest.mark.parametrize("name", ["another.example", "localhost"])
def test_a_certificate_of_another_name_or_authority_is_refused(
    security: str, name: str, tmp_path: Path
) -> None:
    made_by = CERTIFICATES if name != "localhost" else Certificates()
    context = made_by.server_side(name)
    settings = {"ssl_context": context} if security == "tls" else {"tls_context": context}
    post = Post()
    with running(post, **settings) as port:
        ca_file = CERTIFICATES.ca_file(tmp_path)
        said = fault(section(port, security=security, ca_file=ca_file))
    assert "certificat" in said
    assert "ca_file" in said


def test_a_wrong_password_is_said_without_it(tmp_path: Path) -> None:
    wrong = secret_file(tmp_path, "Tramontane-7")
    settings = {"authenticator": authenticate, "auth_require_tls": False}
    with running(Post(), **settings) as port:
        said = fault(section(port, user=USER, password_file=wrong))
    assert "refuse l'identification (535" in said
    assert "Tramontane" not in said


def test_a_password_that_cannot_be_read_or_sent_is_said(tmp_path: Path) -> None:
    settings = {"authenticator": authenticate, "auth_require_tls": False}
    accented = secret_file(tmp_path, "été")
    with running(Post(), **settings) as port:
        assert "introuvable" in fault(section(port, user=USER, password_file=tmp_path / "none"))
        said = fault(section(port, user=USER, password_file=accented))
    assert "accent" in said
    assert "été" not in said


def test_a_server_without_protection_or_sign_in_is_said(tmp_path: Path, password: Path) -> None:
    with running(Post()) as port:
        for settings in ({"security": "starttls"}, {"security": "tls"}):
            assert "security" in fault(section(port, **settings))
        assert "security" in fault(section(port, user=USER, password_file=password))


def test_a_sender_that_the_server_does_not_want_is_said() -> None:
    with running(Post(sender_reply="550 5.7.1 not yours")) as port:
        assert "refuse l'expéditeur" in fault(section(port))


def test_a_server_that_is_away_is_said() -> None:
    with BrokenServer(Post(), "none") as server:
        pass
    said = fault(section(server.port))
    assert "ne répond pas" in said
    assert str(server.port) in said


def test_a_name_that_no_machine_has_is_told_apart_from_silence() -> None:
    said = fault(section(25, host="smtp.invalid", security="starttls"))
    assert "introuvable" in said
    assert "host" in said
    assert "ne répond pas" not in said


@pytest.mark.parametrize("security", ["tls", "starttls"])
@pytest.mark.parametrize(("text", "word"), [(None, "introuvable"), ("rien", "inutilisable")])
def test_a_file_of_certificates_that_cannot_be_used_is_told_apart_from_silence(
    security: str, text: str | None, word: str, tmp_path: Path
) -> None:
    ca_file = tmp_path / "autorite.pem"
    if text:
        ca_file.write_text(text)
    with running(Post()) as port:
        said = fault(section(port, security=security, ca_file=ca_file))
    assert word in said
    assert str(ca_file) in said
    assert "ne répond pas" not in said


@pytest.mark.parametrize("step", ["greeting", "EHLO"])
def test_a_server_that_says_nothing_is_given_up_after_its_time(step: str) -> None:
    with BrokenServer(Post(), step, hang=True) as server:
        assert "ne répond pas" in fault(section(server.port, timeout_seconds=0.3))


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_a_server_that_takes_leave_before_the_text_has_not_taken_the_mail(step: str) -> None:
    post = Post()
    with BrokenServer(post, step, says="421 4.3.2 shutting down") as server:
        with (
            pytest.raises(DisconnectedEarly) as loss,
            smtp_connection(section(server.port)) as line,
        ):
            line.offer(SENDER, TO, MAIL)
        assert loss.value.reply == "421 4.3.2 shutting down"
        send(section(server.port))
    assert post.counts() == {TO: 1}


@pytest.mark.parametrize(("step", "lost"), [("MAIL", DisconnectedEarly), ("RCPT", ConnectionLost)])
def test_a_server_that_speaks_no_smtp_any_more_has_not_taken_the_mail(
    step: str, lost: type[ConnectionLost]
) -> None:
    post = Post()
    with BrokenServer(post, step, says="bonjour") as server:
        with pytest.raises(ConnectionLost) as loss, smtp_connection(section(server.port)) as line:
            line.offer(SENDER, TO, MAIL)
        assert type(loss.value) is lost
    assert not post.taken


def test_a_reply_that_is_none_leaves_it_open_whether_the_mail_was_taken() -> None:
    with BrokenServer(Post(), "taken", says="bonjour") as server, pytest.raises(ReplyLost):
        send(section(server.port))


def test_a_mail_that_was_given_up_cannot_be_ended() -> None:
    post = Post()
    with running(post) as port, smtp_connection(section(port)) as line:
        line.offer(SENDER, TO, MAIL)
        line.abandon()
        with pytest.raises(ConnectionLost):
            line.finish()
    assert not post.taken


def test_an_address_that_cannot_be_told_is_refused_for_good_and_the_next_mail_goes() -> None:
    post = Post()
    with running(post) as port, smtp_connection(section(port)) as line:
        with pytest.raises(MailRefused) as refusal:
            line.offer(SENDER, "élodie@ac-toulouse.fr", MAIL)
        assert (refusal.value.reply, refusal.value.permanent) == (OwnReply.BAD_ADDRESS, True)
        line.offer(SENDER, TO, MAIL)
        line.finish()
    assert post.counts() == {TO: 1}


def test_a_server_that_takes_nobody_for_now_is_said_with_its_reply() -> None:
    with BrokenServer(Post(), "greeting", says="421 4.7.0 too many connections") as server:
        assert "aucun mail pour l'instant (421" in fault(section(server.port))


def test_a_server_whose_ways_to_sign_in_are_all_unknown_is_said(password: Path) -> None:
    offered = "250-localhost\r\n250 AUTH GSSAPI"
    with BrokenServer(Post(), "EHLO", says=offered) as server:
        said = fault(section(server.port, user=USER, password_file=password))
    assert "l'identification demandée" in said
