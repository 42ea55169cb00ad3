"""Opening a connection to the SMTP server, and saying in French why that failed."""

from __future__ import annotations

import smtplib
import socket
import ssl
from pathlib import Path

from models.errors import SecretFileUnusable, SmtpUnavailable
from models.files.secret import read_password
from models.rules.smtp_replies import read_reply
from models.settings.mail import SmtpSection

_UNPROTECTED = (
    "n'accepte pas la connexion protégée ou l'identification demandée : vérifiez « port », "
    "« security » et « user » dans [mail.smtp]."
)


def opened(section: SmtpSection) -> smtplib.SMTP:
    """Return an open connection.

    Raises:
        SmtpUnavailable: As for `smtp_connection`.
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
        raise SmtpUnavailable(f"Le serveur d'envoi ({place_of(section)}) {reason}") from error
    return server


def place_of(section: SmtpSection) -> str:
    """Return where a server is, as its faults name it."""
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
    """Return the TLS context: which certificates are accepted.

    Raises:
        SmtpUnavailable: The file of certificates cannot be read, or holds none.
    """
    try:
        return ssl.create_default_context(cafile=ca_file)
    except OSError as error:
        fault = "est introuvable" if isinstance(error, FileNotFoundError) else "est inutilisable"
        raise SmtpUnavailable(
            f"Le fichier de certificats {ca_file} {fault} : vérifiez « ca_file » dans [mail.smtp]."
        ) from error


def _sign_in(server: smtplib.SMTP, section: SmtpSection) -> None:
    server.ehlo_or_helo_if_needed()
    if section.user is None or section.password_file is None:
        return
    server.login(section.user, _password(section.password_file))


def _password(path: Path) -> str:
    """Return the password that a file holds.

    Raises:
        SmtpUnavailable: It cannot be read, or be sent.
    """
    try:
        password = read_password(path)
    except SecretFileUnusable as error:
        raise SmtpUnavailable(f"Envoi des mails impossible : {error.reason}.") from error
    if not password.isascii():
        raise SmtpUnavailable(
            "Le mot de passe d'envoi compte un accent, que les serveurs de messagerie n'admettent "
            "pas : choisissez-en un autre, et écrivez-le dans « password_file »."
        )
    return password


def _reason(error: BaseException) -> str | None:
    """Return the French reason for a failed connection, or None if the error carries one."""
    match error:
        case smtplib.SMTPAuthenticationError(smtp_code=int(code), smtp_error=text):
            reply = read_reply(code, text)
            return (
                f"refuse l'identification ({reply}) : vérifiez « user » et « password_file » "
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
