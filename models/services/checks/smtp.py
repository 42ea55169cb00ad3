"""The server that takes the mails of the election."""

from __future__ import annotations

from models.context import Context
from models.services.checks.outcome import Outcome, bad, good

PROTECTIONS = {
    "tls": "connexion chiffrée (TLS)",
    "starttls": "connexion chiffrée (STARTTLS)",
    "none": "sur cette machine, sans chiffrement",
}


def check_smtp(context: Context) -> list[Outcome]:
    """Connect, with the protection and the authentication of the election file; send nothing.

    Raises:
        SmtpServerAway: It cannot be reached or refuses us, with the reason.
    """
    section = context.election.mail.smtp
    if section is None:
        return [bad("Ajoutez [mail.smtp] au fichier d'élection.")]
    from models.mail.smtp import smtp_connection

    with smtp_connection(section):
        signed_in = "identification acceptée" if section.user else "sans identification"
    place = f"{section.host}, port {section.port}"
    return [good(f"{place} : {PROTECTIONS[section.security]}, {signed_in}.")]
