"""What comes out of the door about a mailbox: frozen dataclasses, texts left out of `repr`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, StrEnum

from models.views.voter import LinkToken, Person


@dataclass(frozen=True, slots=True)
class MailboxSession:
    """An open mailbox; the visit keeps it and hands it back to the mailbox services.

    Attributes:
        numen_in_use: The password is still the NUMEN: propose to change it.
        opened_at: Aware.
    """

    mailbox_id: int
    person: Person
    numen_in_use: bool
    opened_at: datetime
    version: str = field(default="", repr=False)
    """Of the password that opened it."""
    handle: str = field(default="", repr=False)
    """Opaque: what this process holds open on a mail server, nothing if it is empty."""

    @property
    def address(self) -> str:
        """The professional address of this mailbox."""
        return self.person.address


@dataclass(frozen=True, slots=True)
class Quota:
    """Room in a mailbox, in bytes.

    Attributes:
        ordinary: Size of an ordinary mail.
    """

    used: int
    limit: int
    ordinary: int = 2048

    @property
    def ratio(self) -> float:
        """Return how full it is, from 0.0 to 1.0 or slightly above."""
        return self.used / self.limit if self.limit else 1.0

    @property
    def full(self) -> bool:
        """Whether new mail of an ordinary size is refused."""
        return self.limit - self.used < self.ordinary


class LetterKind(Enum):
    """The letters of the election that the screens tell apart.

    Attributes:
        NO_ACCOUNT: To a person who asked for another password and has no account.
        ACCOUNT_EXISTS: To a person who asked for an account and has one.
        ADDRESS_CHANGES: To the old address of a person whose address is corrected.
    """

    NO_ACCOUNT = "no_account"
    ACCOUNT_EXISTS = "account_exists"
    ADDRESS_CHANGES = "address_changes"


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
    kind: LetterKind | None = None
    """Of the election's own mails only."""

    @property
    def says_no_account(self) -> bool:
        """Whether it is the election's mail to a person who has no account yet."""
        return self.kind is LetterKind.NO_ACCOUNT

    @property
    def says_account_exists(self) -> bool:
        """Whether it is the election's mail to a person who has an account already."""
        return self.kind is LetterKind.ACCOUNT_EXISTS

    @property
    def says_address_changes(self) -> bool:
        """Whether it is the election's mail by which a correction of the address is stopped."""
        return self.kind is LetterKind.ADDRESS_CHANGES


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder with its messages, newest first, and the state of the mailbox.

    Attributes:
        quota: None if the mailbox has no limit, or does not report it.
        waiting: Mails for this mailbox that could not come in (it is full).
        trashed: Number of messages in the trash.
        left_out: Number of older messages that are not among `messages`.
        no_room: The last try of a mail that waits has failed for want of room.
    """

    name: FolderName
    messages: tuple[MessageSummary, ...]
    quota: Quota | None
    waiting: int
    trashed: int
    left_out: int = 0
    no_room: bool = False

    @property
    def full(self) -> bool:
        """Whether new mail is refused for want of room, as far as it is known."""
        return self.no_room or (self.quota is not None and self.quota.full)

    @property
    def unread(self) -> int:
        """Return the number of unread messages."""
        return sum(message.unread for message in self.messages)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a mail, which is named and never opened.

    Attributes:
        name: Cleaned; empty if the mail gives none.
        size: Bytes, about; None if it is not known.
    """

    name: str = field(repr=False)
    size: int | None


@dataclass(frozen=True, slots=True)
class Message:
    """A whole message.

    Attributes:
        body: Text, cleaned, lines split by a line feed; cut at 64 KiB with
            `cut` set.
        link: The token of the confirmation link it holds, if the election sent it; else None.
        attachments: The files that it carries.
    """

    summary: MessageSummary
    body: str = field(repr=False)
    cut: bool
    link: LinkToken | None = field(repr=False)
    attachments: tuple[Attachment, ...] = ()

    @property
    def no_text(self) -> bool:
        """Whether it says nothing that can be shown: only files, or nothing at all."""
        return not self.body.strip()


class MailState(StrEnum):
    """How far a mail of the election is.

    `FULL` is kept with its texts until what it carries expires: the mailbox has no room.
    """

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"
    FULL = "full"


class OwnReply(StrEnum):
    """What this program writes in the place of a mail server's reply, as it is stored.

    Those that begin with a code are read as replies too (`rules.smtp_replies`).
    """

    REPLACED = "replaced by a newer code"
    EXPIRED = "what it carried has expired"
    UNREADABLE = "unreadable seal"
    LOST = "421 4.4.2 connection lost"
    NO_REPLY = "421 4.4.2 no reply after its end"
    BAD_ADDRESS = "553 5.1.3 no address"
    OVER_QUOTA = "552 5.2.2 mailbox full"
    NO_MAILBOX = "550 5.1.1 no such mailbox"


@dataclass(frozen=True, slots=True)
class Sending:
    """What became of the mails of one sending: counts.

    Attributes:
        fault: A sentence if the mail server ended it in the middle of a
            mail: let it rest before the next sending.
    """

    sent: int
    waiting: int
    refused: int
    fault: str | None = None

    @property
    def total(self) -> int:
        """The mails that were dealt with; 0 when none was due."""
        return self.sent + self.waiting + self.refused


@dataclass(frozen=True, slots=True)
class UnsentReason:
    """Mails that have not been sent for the same reason.

    Attributes:
        state: `WAITING`, `FULL` or `REFUSED`.
        reply: What the mail server answered, cleaned; empty if it has not
            been asked yet.
        count: How many.
        own: What it is if this program wrote the reply, not a server.
    """

    state: MailState
    reply: str
    count: int
    own: OwnReply | None = None


@dataclass(frozen=True, slots=True)
class UnsentLine:
    """One mail that has not been sent; never what it says.

    Attributes:
        tries: Times that it was offered to the mail server.
        next_try_at: Aware; None if it is given up.
        own: As for `UnsentReason`.
    """

    recipient: str = field(repr=False)
    state: MailState
    reply: str
    tries: int
    created_at: datetime
    next_try_at: datetime | None
    own: OwnReply | None = None


@dataclass(frozen=True, slots=True)
class UnsentMail:
    """What has not been sent, by reason.

    Attributes:
        perhaps_twice: Mails that may arrive or have arrived twice, whatever
            became of them: the server was lost before it could say whether it
            took them.
    """

    reasons: tuple[UnsentReason, ...]
    perhaps_twice: int

    def count(self, *states: MailState) -> int:
        """Return how many mails are in these states."""
        return sum(reason.count for reason in self.reasons if reason.state in states)


@dataclass(frozen=True, slots=True)
class MailFate:
    """What became of the last election mail to a mailbox opened in this visit.

    Attributes:
        waiting: Mails that have not come in.
        full: The mailbox has no room for them.
        refused: Mails given up.
        arrived: The last one is known to be in the mailbox: a mail server that
            has taken a mail may still bring it late.
    """

    waiting: int
    full: bool
    refused: int
    arrived: bool
