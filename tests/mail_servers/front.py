"""An SMTP server with STARTTLS and authentication that hands over to a mailbox server by LMTP."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP as Server
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

from tests.mail_servers.waiting import free_ports

USER, PASSWORD = "elections", "Paquerette-42"


class HandOver:
    """Passes each mail on, and gives the mailbox server's answer back.

    Attributes:
        taken: Message of each mail that was handed over.
    """

    def __init__(self, lmtp: int) -> None:
        self.taken: list[bytes] = []
        self._lmtp = lmtp

    async def handle_DATA(self, server: Server, session: Session, envelope: Envelope) -> str:
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        try:
            with smtplib.LMTP("127.0.0.1", self._lmtp) as mailboxes:
                mailboxes.sendmail(envelope.mail_from or "", envelope.rcpt_tos, content)
        except smtplib.SMTPRecipientsRefused as refusal:
            code, reason = next(iter(refusal.recipients.values()))
            return f"{code} {reason.decode(errors='replace')}"
        except smtplib.SMTPResponseException as refusal:
            text = refusal.smtp_error
            words = text if isinstance(text, str) else text.decode(errors="replace")
            return f"{refusal.smtp_code} {words}"
        self.taken.append(content)
        return "250 OK"


class Front:
    """A running front.

    Attributes:
        port: Where it listens, on this machine.
        handler: What it has handed over.
    """

    def __init__(self, port: int, handler: HandOver) -> None:
        self.port = port
        self.handler = handler


@contextmanager
def running_front(lmtp: int, certificate: Path, key: Path, port: int = 0) -> Iterator[Front]:
    """Run a front before an LMTP port for the length of the block; 0 is any free port."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    port = port or free_ports(1)[0]
    handler = HandOver(lmtp)
    controller = Controller(
        handler,
        hostname="127.0.0.1",
        port=port,
        tls_context=context,
        require_starttls=True,
        auth_required=True,
        authenticator=_authenticate,
    )
    controller.start()
    try:
        yield Front(port, handler)
    finally:
        controller.stop()


def _authenticate(
    server: Server, session: Session, envelope: Envelope, mechanism: str, data: object
) -> AuthResult:
    right = (
        isinstance(data, LoginPassword)
        and data.login == USER.encode()
        and data.password == PASSWORD.encode()
    )
    return AuthResult(success=right, handled=right)
