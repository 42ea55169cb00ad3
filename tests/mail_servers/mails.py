"""Mails to lay into mailboxes."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import format_datetime

from models import Espace
from models.mail.message_ids import make_message_id
from tests.models.clocks import paris

SENDER = "Le chef <chef@exemple.fr>"


def written(
    subject: str = "Réunion", body: str = "Bonjour,\n\nà jeudi.\n", sender: str = SENDER
) -> EmailMessage:
    """Return a mail in French, as an ordinary program writes it."""
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = "francoise.dupont@ac-toulouse.fr"
    mail["Subject"] = subject
    mail["Date"] = format_datetime(paris("2014-11-27 08:00"))
    mail.set_content(body)
    return mail


def numbered(count: int) -> Iterator[bytes]:
    """Return so many mails with a number as their subject; written one by one, they take long."""
    mail = written("000000").as_bytes()
    return (mail.replace(b"000000", b"%06d" % number, 1) for number in range(count))


def of_size(size: int, subject: str = "Lourd") -> bytes:
    """Return a mail of about so many bytes."""
    line = "Ordre du jour de la réunion, pour information.\n"
    return written(subject, line * (size // len(line))).as_bytes()


def election_mail(espace: Espace, address: str, body: str) -> bytes:
    """Return a mail under a name that this election gives to an address."""
    mail = written("Confirmez la création de votre compte électeur", body)
    mail["Message-ID"] = make_message_id(espace.context.keys, address, "ac-toulouse.fr")
    return mail.as_bytes()
