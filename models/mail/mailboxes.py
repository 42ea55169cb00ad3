"""What the services ask of professional mailboxes, wherever they are kept."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from models.views.mail import FolderName, MailboxSession, Message, MessageSummary, Quota

if TYPE_CHECKING:
    from models.tables.electors import Elector


@dataclass(frozen=True, slots=True)
class OpenedMailbox:
    """A mailbox whose password was right.

    Attributes:
        mailbox_id: What the kept mailboxes know it by.
        version: Opaque; another one for another password, empty on a server.
        handle: Opaque; names what this process holds open of it, empty if
            it holds nothing.
        numen_in_use: The password is still the NUMEN.
        renewal: The hash that is kept of its password, and the one to keep
            instead under the parameters of now; None if it is the same.
    """

    mailbox_id: int = 0
    version: str = field(default="", repr=False)
    handle: str = field(default="", repr=False)
    numen_in_use: bool = False
    renewal: tuple[str, str] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Listing:
    """A folder as it is now.

    Attributes:
        messages: Newest first.
        left_out: Number of older messages that are not listed.
        trashed: Number of messages in the trash.
        quota: None if the mailbox has no limit, or the server does not say.
    """

    messages: tuple[MessageSummary, ...]
    left_out: int
    trashed: int
    quota: Quota | None


class Mailboxes(Protocol):
    """Mailboxes of one kind.

    Every call may raise `Unavailable`, and on an open mailbox `SessionExpired`.

    Attributes:
        in_database: Whether they are kept in the election's own database: what
            is done to them is then part of a transaction.
        manages_passwords: Whether their passwords are changed here.
    """

    in_database: bool
    manages_passwords: bool

    def reading(self) -> AbstractContextManager[None]:
        """Hold what reading a mailbox needs."""

    def changing(self) -> AbstractContextManager[None]:
        """Hold what changing a mailbox needs: all of it is kept, or nothing."""

    def sign_in(
        self, elector: Elector | None, typed: str, password: str, *, usual: str | None = None
    ) -> OpenedMailbox | None:
        """Return a mailbox opened by its password, None if that is not right.

        The work is the same for a name that is no elector's.

        Args:
            elector: Whose mailbox it is, None for a name that is not on the roll.
            typed: The name as it was understood.
            password: As it was typed.
            usual: A kept hash of the usual cost.
        """

    def save_sign_in(self, opened: OpenedMailbox) -> None:
        """Write down what a sign-in has found, inside the caller's transaction."""

    def require_open(self, mailbox: MailboxSession) -> None:
        """Require that a mailbox is still open to the visit that has opened it.

        Raises:
            SessionExpired: It was closed, its password has changed, or its person has left
                the roll or has another address.
        """

    def list_folder(self, mailbox: MailboxSession, name: FolderName) -> Listing:
        """Return what a folder holds."""

    def quota(self, mailbox: MailboxSession) -> Quota | None:
        """Return the room in a mailbox, None if that is not known."""

    def read(self, mailbox: MailboxSession, message_id: int, *, mark: bool = True) -> Message:
        """Return a whole message, and mark it read if it is to be marked.

        Raises:
            MessageGone: It is not in this mailbox any more.
        """

    def move_to_trash(self, mailbox: MailboxSession, message_ids: Collection[int]) -> int:
        """Put messages of the inbox into the trash, and return how many.

        Raises:
            TrashFull: The mailbox is too full for a server to move anything.
        """

    def move_read_to_trash(self, mailbox: MailboxSession) -> int:
        """Put the messages that have been read into the trash, and return how many.

        Raises:
            TrashFull: The mailbox is too full for a server to move anything.
        """

    def restore(self, mailbox: MailboxSession, message_ids: Collection[int]) -> int:
        """Take messages back out of the trash, and return how many.

        A message that this visit has put there is known by its old number too.
        """

    def erase(self, mailbox: MailboxSession, message_ids: Collection[int]) -> int:
        """Erase messages of any folder for good, and return how many there were."""

    def erase_trash(self, mailbox: MailboxSession) -> int:
        """Erase the trash for good, and return how many messages it held."""

    def close(self, handle: str) -> None:
        """Close what this process holds open under a handle; never waits."""

    def close_all(self) -> None:
        """Close every mailbox; never waits."""
