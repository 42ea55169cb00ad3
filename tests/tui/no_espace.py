"""For screens that ask nothing of the election; a program in a terminal starts without pytest."""

from __future__ import annotations

from typing import cast

from models import Espace, MailboxSession


class NoMailbox:
    """In place of the mailboxes: it is closed as a visit ends, and nothing else is asked.

    Attributes:
        closed: The mailboxes that were closed.
    """

    def __init__(self) -> None:
        self.closed: list[MailboxSession | None] = []

    def close(self, mailbox: MailboxSession | None) -> None:
        self.closed.append(mailbox)


class NoVote:
    """In place of the vote: nothing is sealed, and nothing counted."""

    def can_be_checked(self) -> bool:
        return False

    def can_see_results(self) -> bool:
        return False


class NoEspace:
    """In place of an open election that has no helpdesk."""

    helped = False

    def __init__(self) -> None:
        self.mailbox = NoMailbox()
        self.voting = NoVote()


def no_espace() -> Espace:
    """Return something in place of an open election: these screens call nothing of it."""
    return cast(Espace, NoEspace())
