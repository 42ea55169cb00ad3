"""Mail servers for tests: a real one (aiosmtpd), and one that fails at a chosen step."""

from __future__ import annotations

import asyncio
import queue
import re
import socket
import threading
from collections import Counter
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from models import Election
from models.settings.mail import ImapSection, SmtpSection
from models.settings.tables import read_section

USER = "elections"
SECRET = "Mistral-9-Tramontane"


def _set() -> threading.Event:
    event = threading.Event()
    event.set()
    return event


@dataclass
class Post:
    """What a server has taken, and what it has to answer.

    Attributes:
        taken: Recipient and mail, in their order.
        answers: Reply to RCPT of a recipient.
        at_end: Reply to the whole mail of a recipient.
        most: Mails that it takes by one connection; then it leaves.
        sender_reply: Reply to MAIL.
        arrived: The recipients again, for a test that waits for the next one.
        free: While it is not set, a whole mail gets no reply.
        in_hand: Set while a whole mail waits for its reply.
    """

    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    at_end: dict[str, str] = field(default_factory=dict)
    most: int = 999
    sender_reply: str = "250 OK"
    arrived: queue.Queue[str] = field(default_factory=queue.Queue)
    free: threading.Event = field(default_factory=_set)
    in_hand: threading.Event = field(default_factory=threading.Event)

    def take(self, recipient: str, content: bytes) -> None:
        """Keep a mail."""
        self.taken.append((recipient, message_from_bytes(content, policy=default)))
        self.arrived.put(recipient)

    def counts(self) -> Counter[str]:
        """Return how many mails each recipient got."""
        return Counter(recipient for recipient, _ in self.taken)

    def mail_to(self, recipient: str) -> EmailMessage:
        """Return the last mail of a recipient."""
        return [mail for known, mail in self.taken if known == recipient][-1]

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.sender_reply

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        reply = self.answers.get(address, "250 OK")
        if reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        (recipient,) = envelope.rcpt_tos
        self.in_hand.set()
        await asyncio.to_thread(self.free.wait)
        self.in_hand.clear()
        reply = self.at_end.get(recipient, "250 OK")
        if reply.startswith("250"):
            content = envelope.content
            assert isinstance(content, bytes)
            self.take(recipient, content)
            if len(self.taken) % self.most == 0 and server.transport:
                server.loop.call_soon(server.transport.close)
        return reply


class SmtpServer(Controller):
    """A server on a port of its own choice."""

    def __init__(self, post: Post, port: int = 0, **settings: Any) -> None:
        self._listening = socket.create_server(("127.0.0.1", port))
        super().__init__(
            post, hostname="localhost", port=self._listening.getsockname()[1], **settings
        )

    def _create_server(self) -> Coroutine[Any, Any, Any]:
        return self.loop.create_server(
            self._factory_invoker, sock=self._listening, ssl=self.ssl_context
        )


def authenticate(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
) -> AuthResult:
    """Let in who knows the password."""
    right = data == LoginPassword(USER.encode(), SECRET.encode())
    return AuthResult(success=right, handled=False)


@dataclass
class Certificates:
    """An authority and the certificate of « localhost »."""

    authority: trustme.CA = field(default_factory=trustme.CA)

    def ca_file(self, directory: Path) -> Path:
        """Write the authority's certificate."""
        path = directory / "ca.pem"
        self.authority.cert_pem.write_to_path(str(path))
        return path

    def server_side(self, *names: str) -> Any:
        """Return the settings of a server with a certificate of these names."""
        import ssl

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.authority.issue_cert(*names).configure_cert(context)
        return context


class BrokenServer:
    """Speaks SMTP by the letter, and breaks down at one step of each connection, or of the first.

    Args:
        post: Takes the mails that it accepts.
        step: `greeting`, `EHLO`, `MAIL`, `RCPT`, `DATA`, `middle` (in the text), `end` (the
            whole mail has come, it is not taken), `taken` (it is taken, without a reply).
        hang: Say nothing any more, in place of leaving.
        says: Its last words at that step.
        times: Connections that break; the following ones do not.
    """

    def __init__(
        self, post: Post, step: str, *, hang: bool = False, says: str = "", times: int = 1
    ) -> None:
        self.post, self.step, self.hang, self.says, self.times = post, step, hang, says, times
        self._ended, self._patient = threading.Event(), threading.Event()
        self.reached = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> BrokenServer:
        """Listen."""
        self._thread.start()
        return self

    def stop_hanging(self) -> None:
        """Leave the connection that hangs."""
        self._patient.set()

    def __exit__(self, *_: object) -> None:
        """Leave every connection, and the port."""
        self._ended.set()
        self._patient.set()
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port)).close()
        self._thread.join()
        self._listening.close()

    def _serve(self) -> None:
        while not self._ended.is_set():
            connection, _ = self._listening.accept()
            with connection, connection.makefile("rwb") as stream, suppress(OSError, Broken):
                self._converse(stream)

    def _reach(self, step: str, stream: Any) -> None:
        if step == self.step and self.times:
            self.times -= 1
            self.reached.set()
            if self.says:
                stream.write(f"{self.says}\r\n".encode())
                stream.flush()
            if self.hang:
                self._patient.wait()
            raise Broken

    def _converse(self, stream: Any) -> None:
        def say(reply: str) -> None:
            stream.write(f"{reply}\r\n".encode())
            stream.flush()

        self._reach("greeting", stream)
        say("220 localhost")
        recipient = ""
        while line := stream.readline().decode().strip():
            verb = line[:4].upper()
            self._reach(verb, stream)
            if verb == "RCPT":
                recipient = re.search("<(.*)>", line)[1]  # type: ignore[index]
            if verb == "DATA":
                say("354 go on")
                if self._content(stream, recipient):
                    say("250 taken")
            elif verb == "QUIT":
                say("221 bye")
                return
            else:
                say("250 OK")

    def _content(self, stream: Any, recipient: str) -> bool:
        lines = [stream.readline()]
        self._reach("middle", stream)
        while (line := stream.readline()) not in {b".\r\n", b""}:
            lines.append(line)
        if line == b"":
            return False
        self._reach("end", stream)
        self.post.take(recipient, b"".join(lines))
        self._reach("taken", stream)
        return True


class Broken(Exception):
    """The connection ends here."""


def with_smtp(election: Election, port: int, *, imap: int = 143, **settings: Any) -> Election:
    """Return an election whose mails go to a server of this machine."""
    told = {"host": "localhost", "security": "none", "timeout_seconds": 20, "port": port}
    smtp = read_section(SmtpSection, told | settings)
    mailboxes = ImapSection(host="localhost", security="none", given_port=imap, login="mail")
    mail = election.mail.changed(backend="smtp-imap", smtp=smtp, imap=mailboxes)
    return election.changed(mail=mail)
