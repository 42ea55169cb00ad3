"""What comes out of the door about a mailbox: frozen dataclasses, texts left out of `repr`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from models.views import Person


@dataclass(frozen=True, slots=True)
class MailboxSession:
    """An open mailbox; the visit keeps it and hands it back to the mailbox services.

    Attributes:
        numen_in_use: The password is still the NUMEN: propose to change it.
        first_opening: This is the first time that the mailbox is opened.
    """

    mailbox_id: int
    person: Person
    numen_in_use: bool
    first_opening: bool

    @property
    def address(self) -> str:
        """The professional address of this mailbox."""
        return self.person.address


@dataclass(frozen=True, slots=True)
class Quota:
    """Room in a mailbox, in bytes."""

    used: int
    limit: int

    @property
    def ratio(self) -> float:
        """Return how full it is, from 0.0 to 1.0 or slightly above."""
        return self.used / self.limit if self.limit else 1.0

    @property
    def full(self) -> bool:
        """Whether new mail of an ordinary size is refused (a mail is 2 KB)."""
        return self.limit - self.used < 2048


class FolderName(Enum):
    """The folders of a mailbox."""

    INBOX = "inbox"
    TRASH = "trash"


@dataclass(frozen=True, slots=True)
class MessageSummary:
    """A line of a folder. Texts are cleaned of control characters, never markup."""

    message_id: int
    sender: str = field(repr=False)
    subject: str = field(repr=False)
    received_at: datetime
    size: int
    unread: bool
    from_election: bool
    """Sent by the election itself: the confirmation mail, easy to find."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder with all its messages, newest first, and the state of the mailbox.

    Attributes:
        waiting: Mails for this mailbox that could not come in (it is full).
        trashed: Number of messages in the trash.
    """

    name: FolderName
    messages: tuple[MessageSummary, ...]
    quota: Quota
    waiting: int
    trashed: int

    @property
    def unread(self) -> int:
        """Return the number of unread messages."""
        return sum(message.unread for message in self.messages)


@dataclass(frozen=True, slots=True)
class Message:
    """A whole message.

    Attributes:
        body: Text, cleaned, lines split by a line feed; cut at 64 KiB with
            `cut` set.
        link: The confirmation link it holds, where the election sent it.
    """

    summary: MessageSummary
    body: str = field(repr=False)
    cut: bool
    link: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sending:
    """What became of the mails of one sending: counts."""

    sent: int
    waiting: int
    refused: int


@dataclass(frozen=True, slots=True)
class MailFate:
    """What became of the last election mail to a mailbox opened in this visit.

    Attributes:
        waiting: Mails that have not come in.
        full: The mailbox has no room for them.
        refused: Mails given up.
    """

    waiting: int
    full: bool
    refused: int
