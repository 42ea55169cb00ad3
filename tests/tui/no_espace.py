"""For screens that ask nothing of the election; a program in a terminal starts without pytest."""

from __future__ import annotations

from typing import cast

from models import Espace, MailboxSession


class NoEspace:
    """In the place of the house: it is told that a visit ends, and nothing else is asked.

    Attributes:
        closed: The mailboxes that were let go of.
    """

    def __init__(self) -> None:
        self.closed: list[MailboxSession | None] = []

    def close_mailbox(self, mailbox: MailboxSession | None) -> None:
        self.closed.append(mailbox)


def no_espace() -> Espace:
    """Return something in the place of the house: these screens call nothing of it."""
    return cast(Espace, NoEspace())
