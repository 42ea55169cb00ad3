"""Checks of the mail servers."""

from __future__ import annotations

from models.context import Context
from models.errors import MailServerUntrusted, MailUnavailable
from models.services.administration.checks.outcome import Outcome, bad, good
from models.settings.mail import ImapSection

USEFUL = ("QUOTA", "IDLE", "SPECIAL-USE")
"""The room that is left, mails seen at once, the server's own trash (RFC 2087, 2177, 6154)."""

CERTIFICATE = (
    "{place} présente un certificat qui n'est pas reconnu pour ce nom : vérifiez « host » et "
    "« ca_file » dans [mail.imap]."
)
SILENT = (
    "{place} ne répond pas comme un serveur IMAP : vérifiez qu'il est en marche, et « host », "
    "« port » et « security » dans [mail.imap]."
)
LATER = "{place} : {names} se verra à l'ouverture d'une boîte, le serveur ne l'annonce pas avant."
IMAP_PROTECTIONS = {
    "tls": "en TLS",
    "starttls": "en STARTTLS",
    "none": "sans chiffrement, sur cette machine",
}


def check_imap(context: Context) -> list[Outcome]:
    """Connect and read what the server offers before sign-in; nothing if there is none."""
    if context.election.mail.backend != "smtp-imap":
        return []
    section = context.election.mail.imap
    if section is None:
        return [bad("Ajoutez [mail.imap] au fichier d'élection.")]
    place = f"{section.host}, port {section.port}"
    try:
        offered = _offered(section)
    except MailServerUntrusted:
        return [bad(CERTIFICATE.format(place=place))]
    except MailUnavailable:
        return [bad(SILENT.format(place=place))]
    seen = [name for name in USEFUL if name in offered]
    abilities = f" et annonce {', '.join(seen)}" if seen else ""
    found = [good(f"{place} répond {IMAP_PROTECTIONS[section.security]}{abilities}.")]
    if unseen := [name for name in USEFUL if name not in offered]:
        found.append(good(LATER.format(place=place, names=", ".join(unseen))))
    return found


def _offered(section: ImapSection) -> set[str]:
    """Return the capabilities that the server announces before sign-in."""
    from models.mail.imap.connection import connect, server_errors

    line = connect(section)
    with server_errors():
        try:
            return set(line.client.capabilities)
        finally:
            line.client.shutdown()


SMTP_PROTECTIONS = {
    "tls": "connexion chiffrée (TLS)",
    "starttls": "connexion chiffrée (STARTTLS)",
    "none": "sur cette machine, sans chiffrement",
}


def check_smtp(context: Context) -> list[Outcome]:
    """Connect, with the protection and the authentication of the election file; send nothing.

    Nothing is found if mailboxes are ours.

    Raises:
        SmtpUnavailable: It cannot be reached or refuses us, with the reason.
    """
    if context.election.mail.embedded:
        return []
    section = context.election.mail.smtp
    if section is None:
        return [bad("Ajoutez [mail.smtp] au fichier d'élection.")]
    from models.mail.smtp import smtp_connection

    with smtp_connection(section):
        signed_in = "identification acceptée" if section.user else "sans identification"
    place = f"{section.host}, port {section.port}"
    return [good(f"{place} : {SMTP_PROTECTIONS[section.security]}, {signed_in}.")]
