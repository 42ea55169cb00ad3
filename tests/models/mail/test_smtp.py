"""The connection to the mail server: protected, signed in, or a sentence that says why not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from models.errors import SmtpServerAway
from models.mail.smtp import smtp_connection
from models.settings.mail import SmtpSection
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
    return SmtpSection(
        **{"host": "localhost", "security": "none", "timeout_seconds": 20, "port": port} | settings
    )


def send(smtp: SmtpSection, number: int = 1) -> None:
    with smtp_connection(smtp) as connection:
        for _ in range(number):
            connection.offer("elections@ac-toulouse.fr", TO, MAIL)
            connection.finish()


def fault(smtp: SmtpSection) -> str:
    with pytest.raises(SmtpServerAway) as refusal:
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


@pytest.mark.parametrize("step", ["greeting", "EHLO"])
def test_a_server_that_says_nothing_is_given_up_after_its_time(step: str) -> None:
    with BrokenServer(Post(), step, hang=True) as server:
        assert "ne répond pas" in fault(section(server.port, timeout_seconds=0.3))
