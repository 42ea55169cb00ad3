"""Who asks for something about an address: the person who opened its mailbox, or anybody."""

from __future__ import annotations

from dataclasses import dataclass

from models.context import Context
from models.errors import SessionExpired
from models.views.mail import MailboxSession


@dataclass(frozen=True, slots=True)
class Requester:
    """Who a visit is to an address.

    Strangers have budgets of their own, each source for itself: what they use up is never
    taken from the owner, nor from somebody who comes from elsewhere.

    Attributes:
        owner: Whether the visit holds the mailbox of this very address open. Any other visit
            is a stranger's, the person's own before they have opened their mailbox included.
        source: Where the visit is: a kiosk, an SSH peer, a machine.
    """

    owner: bool
    source: str


def requester_of(
    context: Context, mailbox: MailboxSession | None, address: str, source: str
) -> Requester:
    """Return who a visit is to an address; opens a connection.

    Args:
        context: The open election.
        mailbox: The mailbox opened in this visit, if any; one that has ended since proves
            nothing any more.
        address: A checked address.
        source: Where the visit is.
    """
    if mailbox is None or mailbox.address != address:
        return Requester(owner=False, source=source)
    try:
        with context.mailboxes.reading():
            context.mailboxes.require_open(mailbox)
    except SessionExpired:
        return Requester(owner=False, source=source)
    return Requester(owner=True, source=source)
