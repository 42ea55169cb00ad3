"""What the tests of sending share: mails to send, and their states."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from models import Espace
from models.mail.letters import Letter
from models.services.sending.outgoing import Carried, post, seal_letter
from models.services.shared.requester import Requester
from models.tables.mails import WaitingMail

LETTER = Letter("Votre code", "Bonjour,\n\nVotre code : BCDFG-HJKLM\n\n.un point en tête\n")


def address(number: int) -> str:
    """Return one of many addresses."""
    return f"personne{number}@ac-toulouse.fr"


def post_mails(
    espace: Espace,
    recipients: Iterable[str],
    *,
    expires_at: datetime | None = None,
    letter: Letter = LETTER,
) -> None:
    """Write a mail to send to each of them."""
    with espace.context.transaction():
        for recipient in recipients:
            carried = Carried(f"of {recipient}", expires_at) if expires_at else None
            sealed = seal_letter(espace.context, letter, recipient)
            post(espace.context, recipient, sealed, Requester(owner=False, source="test"), carried)


def row_of(espace: Espace, recipient: str) -> WaitingMail:
    """Return the newest mail of a recipient."""
    return rows_of(espace, recipient)[-1]


def rows_of(espace: Espace, recipient: str) -> list[WaitingMail]:
    """Return the mails of a recipient, oldest first."""
    with espace.context.connection():
        return list(
            WaitingMail.select().where(WaitingMail.recipient == recipient).order_by(WaitingMail.id)
        )
