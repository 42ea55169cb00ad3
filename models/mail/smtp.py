"""Handing mails to an SMTP server in two steps, so that the meaning of a fault is known.

`offer` gives a server all of a mail but its last byte: whatever happens until
then, the server has not taken it (RFC 5321, 4.1.1.4). `finish` ends the mail;
if the server is lost between that and its reply, it is unknown whether it has.
"""

from __future__ import annotations

import re
import select
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from models.errors import MailRefused, SmtpUnavailable
from models.mail.smtp_opening import opened, place_of
from models.rules.smtp_replies import SmtpReply, read_reply
from models.settings.mail import SmtpSection
from models.views.mail import OwnReply

GO_ON = 354
SERVICE_CLOSING = 421


class Lost(Exception):
    """The server went away in the middle of a mail.

    Attributes:
        reply: Its last reply if it closed the session with one, otherwise empty.
        silent: It kept the connection open and sent nothing until the time-out.
    """

    def __init__(self, reply: str = "", *, silent: bool = False) -> None:
        """Keep the server's last reply and whether it fell silent."""
        self.reply = reply
        self.silent = silent
        super().__init__()


class ConnectionLost(Lost):
    """The server went away; it has certainly not taken the mail."""


class DisconnectedEarly(ConnectionLost):
    """It closed the session before the text, or before it knew the recipient: no mail's fault."""


class ReplyLost(Lost):
    """The server went away after the whole mail: it is unknown whether it has taken it."""


class SmtpConnection:
    """An open connection; one mail after the other."""

    def __init__(self, server: smtplib.SMTP, place: str) -> None:
        """Take a connection on which mails may be offered, and where it leads."""
        self._server = server
        self._place = place

    def error_for(self, loss: Lost) -> SmtpUnavailable:
        """Return the error for a server that disconnected while it received a mail."""
        if loss.reply:
            reason = f"ne prend plus de mail pour l'instant ({loss.reply})."
        elif loss.silent:
            reason = "s'est tu au milieu d'un mail : vérifiez qu'il est en état de marche."
        else:
            reason = "a coupé la connexion au milieu d'un mail : vérifiez qu'il est en marche."
        return SmtpUnavailable(f"Le serveur d'envoi ({self._place}) {reason}")

    def offer(self, sender: str, recipient: str, mail: bytes) -> None:
        """Give the server a mail without its end.

        Args:
            sender: Address that bounces go to.
            recipient: One address.
            mail: As `build_mail` makes it.

        Raises:
            MailRefused: The server does not want this mail, now or ever.
            SmtpUnavailable: It wants no mail of this sender.
            DisconnectedEarly: It closed the session before the text, or went away
                before it knew the recipient.
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
            raise MailRefused(reply=OwnReply.BAD_ADDRESS, permanent=True) from error
        connection = self._server.sock
        if connection is None or select.select([connection], [], [], 0)[0]:
            raise ConnectionLost  # no reply is due before the end: it has closed

    def _begin(self, sender: str) -> None:
        try:
            reply = read_reply(*self._server.mail(sender))
        except (smtplib.SMTPException, OSError) as error:
            raise DisconnectedEarly(silent=_silent(error)) from error
        if reply.code == SERVICE_CLOSING:
            raise DisconnectedEarly(str(reply))
        if reply.code < 0:
            raise DisconnectedEarly
        if not reply.accepted:
            raise SmtpUnavailable(_refusal("l'expéditeur", reply))

    def finish(self) -> None:
        """End the mail that was offered.

        Raises:
            MailRefused: The server refuses it after all.
            ConnectionLost: It went away before the end could be sent, or closes
                the session instead of taking the mail.
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
            raise MailRefused(reply=str(reply), permanent=reply.permanent)

    def abandon(self) -> None:
        """Break the connection: a mail that was offered is not taken."""
        self._server.close()

    def leave(self) -> None:
        """End the session with QUIT and close the connection."""
        with suppress(smtplib.SMTPException, OSError):
            self._server.quit()
        self._server.close()

    def _require(self, reply: SmtpReply, wanted: int = 0) -> None:
        if reply.code == wanted or (not wanted and reply.accepted):
            return
        if reply.code == SERVICE_CLOSING:
            raise DisconnectedEarly(str(reply))
        if reply.code < 0:
            raise ConnectionLost
        self._reset()
        raise MailRefused(reply=str(reply), permanent=reply.permanent)

    def _reset(self) -> None:
        """Forget the mail that was begun; a server lost meanwhile is noticed at the next one."""
        with suppress(smtplib.SMTPException, OSError):
            self._server.rset()


@contextmanager
def smtp_connection(section: SmtpSection) -> Iterator[SmtpConnection]:
    """Hold a connection to the server, protected and signed in as the election file says.

    Raises:
        SmtpUnavailable: It cannot be reached, is not who it should be, or refuses
            us; the sentence says which.
    """
    connection = SmtpConnection(opened(section), place_of(section))
    try:
        yield connection
    except BaseException:
        connection.abandon()
        raise
    connection.leave()


def _silent(error: BaseException) -> bool:
    """Return whether the time-out passed; smtplib reports that as a lost connection."""
    return isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)


def _refusal(what: str, reply: SmtpReply) -> str:
    return (
        f"Le serveur d'envoi refuse {what} des mails de l'élection ({reply}) : vérifiez « sender » "
        "dans [mail], « user » et « password_file » dans [mail.smtp]."
    )
