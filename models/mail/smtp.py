"""Handing mails to an SMTP server, in two steps, so that it is known what a fault means.

`offer` gives a server all of a mail but its last byte: whatever happens until
then, the server has not taken it (RFC 5321, 4.1.1.4). `finish` ends the mail;
where the server is lost between that and its reply, nobody can tell.
"""

from __future__ import annotations

import re
import select
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from models.errors import DatabaseAway, MailRefused, SmtpServerAway
from models.mail.multipart import BAD_ADDRESS
from models.password_file import read_password
from models.rules.smtp_replies import SmtpReply, read_reply
from models.settings.mail import SmtpSection

GO_ON = 354
SERVICE_CLOSING = 421
_UNPROTECTED = (
    "n'accepte pas la connexion protégée ou l'identification demandée : vérifiez « port », "
    "« security » et « user » dans [mail.smtp]."
)


class Lost(Exception):
    """The server went away in the middle of a mail.

    Attributes:
        reply: Its last word where it took leave, empty where it said nothing.
        silent: It kept the connection and said nothing for all our patience.
    """

    def __init__(self, reply: str = "", *, silent: bool = False) -> None:
        """Hold how it went."""
        self.reply = reply
        self.silent = silent
        super().__init__()


class ConnectionLost(Lost):
    """The server went away; it has certainly not taken the mail."""


class LeftBefore(ConnectionLost):
    """It took leave before the text, or before it knew the recipient: no mail is to blame."""


class ReplyLost(Lost):
    """The server went away after the whole mail: nobody can tell whether it has taken it."""


class SmtpConnection:
    """An open connection; one mail after the other."""

    def __init__(self, server: smtplib.SMTP, place: str) -> None:
        """Take a connection on which mails may be offered, and where it leads."""
        self._server = server
        self._place = place

    def blamed(self, loss: Lost) -> SmtpServerAway:
        """Return what a server is reproached with that was lost in the middle of a mail."""
        if loss.reply:
            reason = f"ne prend plus de mail pour l'instant ({loss.reply})."
        elif loss.silent:
            reason = "s'est tu au milieu d'un mail : vérifiez qu'il est en état de marche."
        else:
            reason = "a coupé la connexion au milieu d'un mail : vérifiez qu'il est en marche."
        return SmtpServerAway(f"Le serveur d'envoi ({self._place}) {reason}")

    def offer(self, sender: str, recipient: str, mail: bytes) -> None:
        """Give the server a mail without its end.

        Args:
            sender: Address that bounces go to.
            recipient: One address.
            mail: As `build_mail` makes it.

        Raises:
            MailRefused: The server does not want this mail, now or ever.
            SmtpServerAway: It wants no mail of this sender.
            LeftBefore: It takes leave before the text, or went away before it
                knew the recipient.
            ConnectionLost: It went away.
        """
        self._begin(sender)
        try:
            self._require(read_reply(*self._server.rcpt(recipient)))
            self._require(read_reply(*self._server.docmd("DATA")), GO_ON)
            self._server.send(re.sub(rb"(?m)^\.", b"..", mail))
        except (smtplib.SMTPException, OSError) as error:
            raise ConnectionLost(silent=_silent(error)) from error
        except ValueError as error:
            self._reset()
            raise MailRefused(BAD_ADDRESS, permanent=True) from error
        connection = self._server.sock
        if connection is None or select.select([connection], [], [], 0)[0]:
            raise ConnectionLost  # it owes no word before the end: it has left, or is about to

    def _begin(self, sender: str) -> None:
        try:
            reply = read_reply(*self._server.mail(sender))
        except (smtplib.SMTPException, OSError) as error:
            raise LeftBefore(silent=_silent(error)) from error
        if reply.code == SERVICE_CLOSING:
            raise LeftBefore(str(reply))
        if reply.code < 0:
            raise LeftBefore
        if not reply.accepted:
            raise SmtpServerAway(_refusal("l'expéditeur", reply))

    def finish(self) -> None:
        """End the mail that was offered.

        Raises:
            MailRefused: The server refuses it after all.
            ConnectionLost: It went away before the end could be sent, or takes
                leave in place of taking the mail.
            ReplyLost: It went away, or said nothing, after that.
        """
        try:
            self._server.send(b".\r\n")
        except (smtplib.SMTPException, OSError) as error:
            raise ConnectionLost(silent=_silent(error)) from error
        try:
            code, text = self._server.getreply()
        except (smtplib.SMTPException, OSError) as error:
            raise ReplyLost(silent=_silent(error)) from error
        if code < 200:
            raise ReplyLost
        reply = read_reply(code, text)
        if reply.code == SERVICE_CLOSING:
            raise ConnectionLost(str(reply))
        if not reply.accepted:
            raise MailRefused(str(reply), permanent=reply.permanent)

    def abandon(self) -> None:
        """Break the connection: a mail that was offered is not taken."""
        self._server.close()

    def leave(self) -> None:
        """Take leave of the server."""
        with suppress(smtplib.SMTPException, OSError):
            self._server.quit()
        self._server.close()

    def _require(self, reply: SmtpReply, wanted: int = 0) -> None:
        if reply.code == wanted or (not wanted and reply.accepted):
            return
        if reply.code == SERVICE_CLOSING:
            raise LeftBefore(str(reply))
        if reply.code < 0:
            raise ConnectionLost
        self._reset()
        raise MailRefused(str(reply), permanent=reply.permanent)

    def _reset(self) -> None:
        """Forget the mail that was begun; a server lost meanwhile is noticed at the next one."""
        with suppress(smtplib.SMTPException, OSError):
            self._server.rset()


@contextmanager
def smtp_connection(section: SmtpSection) -> Iterator[SmtpConnection]:
    """Hold a connection to the server, protected and signed in as the election file says.

    Raises:
        SmtpServerAway: It cannot be reached, is not who it should be, or refuses
            us; the sentence says which.
    """
    connection = SmtpConnection(_opened(section), _place(section))
    try:
        yield connection
    except BaseException:
        connection.abandon()
        raise
    connection.leave()


def _opened(section: SmtpSection) -> smtplib.SMTP:
    """Return an open connection.

    Raises:
        SmtpServerAway: As for `smtp_connection`.
    """
    server: smtplib.SMTP | None = None
    try:
        server = _greeted(section)
        # The last byte would wait for the receipt of those before it, 40 ms a mail.
        if server.sock is not None:
            server.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        _sign_in(server, section)
    except BaseException as error:
        if server is not None:
            server.close()
        if (reason := _reason(error)) is None:
            raise
        raise SmtpServerAway(f"Le serveur d'envoi ({_place(section)}) {reason}") from error
    return server


def _place(section: SmtpSection) -> str:
    return f"{section.host}, port {section.port}"


def _greeted(section: SmtpSection) -> smtplib.SMTP:
    patience = section.timeout_seconds.total_seconds()
    name = socket.gethostname()  # smtplib would ask the name server, and wait for it
    if section.security == "none":
        return smtplib.SMTP(section.host, section.port, name, patience)
    trust = _trust(section.ca_file)
    if section.security == "tls":
        return smtplib.SMTP_SSL(section.host, section.port, name, timeout=patience, context=trust)
    server = smtplib.SMTP(section.host, section.port, name, patience)
    try:
        server.starttls(context=trust)
    except BaseException:
        server.close()
        raise
    return server


def _trust(ca_file: Path | None) -> ssl.SSLContext:
    """Return whom to believe.

    Raises:
        SmtpServerAway: The file of certificates cannot be read, or holds none.
    """
    try:
        return ssl.create_default_context(cafile=ca_file)
    except OSError as error:
        fault = "est introuvable" if isinstance(error, FileNotFoundError) else "est inutilisable"
        raise SmtpServerAway(
            f"Le fichier de certificats {ca_file} {fault} : vérifiez « ca_file » dans [mail.smtp]."
        ) from error


def _silent(error: BaseException) -> bool:
    """Return whether it was our patience that ended; smtplib tells it as a lost connection."""
    return isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)


def _sign_in(server: smtplib.SMTP, section: SmtpSection) -> None:
    server.ehlo_or_helo_if_needed()
    if section.user is None or section.password_file is None:
        return
    server.login(section.user, _password(section.password_file))


def _password(path: Path) -> str:
    """Return the password that a file holds.

    Raises:
        SmtpServerAway: It cannot be read, or be sent.
    """
    try:
        password = read_password(path)
    except DatabaseAway as error:
        raise SmtpServerAway(f"Envoi des mails impossible : {error.reason}.") from error
    if not password.isascii():
        raise SmtpServerAway(
            "Le mot de passe d'envoi compte un accent, que les serveurs de messagerie n'admettent "
            "pas : choisissez-en un autre, et écrivez-le dans « password_file »."
        )
    return password


def _reason(error: BaseException) -> str | None:
    """Return in French what a server is reproached with, None where the error tells it itself."""
    match error:
        case smtplib.SMTPAuthenticationError(smtp_code=int(code), smtp_error=text):
            said = read_reply(code, text)
            return (
                f"refuse l'identification ({said}) : vérifiez « user » et « password_file » "
                "dans [mail.smtp]."
            )
        case ssl.SSLCertVerificationError():
            return (
                "présente un certificat qui n'est pas reconnu pour ce nom : vérifiez « host » et "
                "« ca_file » dans [mail.smtp]."
            )
        case ssl.SSLError() | smtplib.SMTPNotSupportedError():
            return _UNPROTECTED
        case smtplib.SMTPException() if type(error) is smtplib.SMTPException:
            return _UNPROTECTED
        case smtplib.SMTPResponseException(smtp_code=int(code), smtp_error=text) if code > 0:
            return f"ne prend aucun mail pour l'instant ({read_reply(code, text)})."
        case socket.gaierror() | UnicodeError():
            return (
                "est introuvable : vérifiez « host » dans [mail.smtp], et que cette machine est "
                "reliée au réseau."
            )
        case smtplib.SMTPException() | OSError():
            return (
                "ne répond pas : vérifiez qu'il est en marche, et « host » et « port » dans "
                "[mail.smtp]."
            )
    return None


def _refusal(what: str, reply: SmtpReply) -> str:
    return (
        f"Le serveur d'envoi refuse {what} des mails de l'élection ({reply}) : vérifiez « sender » "
        "dans [mail], « user » et « password_file » dans [mail.smtp]."
    )
