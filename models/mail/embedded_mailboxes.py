"""Mailboxes in the election's own database, used inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from peewee import Expression, fn

from models.errors import MessageGone, SessionExpired
from models.mail.letters import link_in
from models.mail.mailboxes import Listing, OpenedMailbox
from models.rules.identifiers import normalise_numen
from models.rules.text import clean_line, clean_text
from models.tables.electors import Elector
from models.tables.mailboxes import Mailbox, MailboxMessage
from models.views.mail import FolderName, MailboxSession, Message, MessageSummary, Quota

if TYPE_CHECKING:
    from models.clock import Clock
    from models.crypto.password_hashes import PasswordHashes
    from models.settings.election import Election
    from models.storage.store import Store

INBOX, TRASH = FolderName.INBOX.value, FolderName.TRASH.value


class EmbeddedMailboxes:
    """Mailboxes kept in the election's own database; the first password is the NUMEN."""

    in_database = True
    manages_passwords = True

    def __init__(
        self, election: Election, clock: Clock, store: Store, hashes: PasswordHashes
    ) -> None:
        """Take the election, the present, the database, and what verifies passwords."""
        self._election = election
        self._clock = clock
        self._store = store
        self._hashes = hashes

    def reading(self) -> AbstractContextManager[None]:
        """Hold a connection."""
        return self._store.connection()

    def changing(self) -> AbstractContextManager[None]:
        """Hold a transaction."""
        return self._store.transaction()

    def sign_in(self, elector: Elector | None, typed: str, password: str) -> OpenedMailbox | None:
        """Compare a password with the one kept, or with a dummy if there is none."""
        with self.reading():
            mailbox = Mailbox.get_or_none(Mailbox.elector == (elector.id if elector else 0))
        stored = mailbox.password_hash if mailbox else None
        numen_expected = mailbox is None or mailbox.numen_in_use
        meant = (normalise_numen(password) if numen_expected else None) or password
        if not self._hashes.verify(stored, meant) or mailbox is None:
            return None
        renewed = self._hashes.renewed(mailbox.password_hash, meant)
        return OpenedMailbox(
            mailbox_id=mailbox.id,
            numen_in_use=mailbox.numen_in_use,
            renewal=(mailbox.password_hash, renewed) if renewed else None,
        )

    def save_sign_in(self, opened: OpenedMailbox) -> None:
        """Renew a hash that was made with other parameters, unless it has changed since."""
        if opened.renewal is not None:
            stored, renewed = opened.renewal
            Mailbox.update(password_hash=renewed).where(
                (Mailbox.id == opened.mailbox_id) & (Mailbox.password_hash == stored)
            ).execute()

    def list_folder(self, mailbox: MailboxSession, name: FolderName) -> Listing:
        """Return every message of a folder, newest first."""
        rows = (
            MailboxMessage.select(
                MailboxMessage.id,
                MailboxMessage.sender,
                MailboxMessage.subject,
                MailboxMessage.size,
                MailboxMessage.received_at,
                MailboxMessage.read_at,
                MailboxMessage.from_election,
            )
            .where(_in(mailbox, name.value))
            .order_by(MailboxMessage.received_at.desc(), MailboxMessage.id.desc())
        )
        trashed: int = (
            MailboxMessage.select(fn.COUNT(MailboxMessage.id)).where(_in(mailbox, TRASH)).scalar()
        )
        messages = tuple(self._summary(row) for row in rows)
        return Listing(messages, left_out=0, trashed=trashed, quota=self.quota(mailbox))

    def quota(self, mailbox: MailboxSession) -> Quota | None:
        """Return the room in a mailbox.

        Raises:
            SessionExpired: Its person has left the roll since, or has another address.
        """
        row = (
            Mailbox.select(Mailbox.used_bytes, Mailbox.quota_bytes)
            .join(Elector)
            .where((Mailbox.id == mailbox.mailbox_id) & (Elector.mail == mailbox.address))
            .get_or_none()
        )
        if row is None:
            raise SessionExpired
        return Quota(row.used_bytes, row.quota_bytes)

    def read(self, mailbox: MailboxSession, message_id: int) -> Message:
        """Return a message of any folder and mark it read."""
        row = MailboxMessage.get_or_none(
            (MailboxMessage.id == message_id) & (MailboxMessage.mailbox == mailbox.mailbox_id)
        )
        if row is None:
            raise MessageGone
        if row.read_at is None:
            row.read_at = self._clock.now()
            row.save(only=[MailboxMessage.read_at])
        body, cut = clean_text(self._store.seal.open(row.body))
        link = link_in(self._election, body) if row.from_election else None
        return Message(summary=self._summary(row), body=body, cut=cut, link=link)

    def move_to_trash(self, mailbox: MailboxSession, message_ids: Collection[int]) -> int:
        """Put messages into the trash; they still take room there."""
        return _move(mailbox, MailboxMessage.id.in_(list(message_ids)), INBOX, TRASH)

    def move_read_to_trash(self, mailbox: MailboxSession) -> int:
        """Put every message that has been read into the trash."""
        return _move(mailbox, MailboxMessage.read_at.is_null(False), INBOX, TRASH)

    def restore(self, mailbox: MailboxSession, message_ids: Collection[int]) -> int:
        """Take messages back out of the trash."""
        return _move(mailbox, MailboxMessage.id.in_(list(message_ids)), TRASH, INBOX)

    def erase(self, mailbox: MailboxSession, message_ids: Collection[int]) -> int:
        """Erase messages of any folder."""
        mine = MailboxMessage.mailbox == mailbox.mailbox_id
        return _erase(mailbox, mine & MailboxMessage.id.in_(list(message_ids)))

    def erase_trash(self, mailbox: MailboxSession) -> int:
        """Erase the trash."""
        return _erase(mailbox, _in(mailbox, TRASH))

    def close(self, handle: str) -> None:
        """Do nothing: nothing is held open."""

    def close_all(self) -> None:
        """Do nothing: nothing is held open."""

    def _summary(self, row: MailboxMessage) -> MessageSummary:
        return MessageSummary(
            message_id=row.id,
            sender=clean_line(row.sender),
            subject=clean_line(self._store.seal.open(row.subject)),
            received_at=row.received_at,
            size=row.size,
            unread=row.read_at is None,
            from_election=row.from_election,
        )


def _in(mailbox: MailboxSession, folder: str) -> Expression:
    return (MailboxMessage.mailbox == mailbox.mailbox_id) & (MailboxMessage.folder == folder)


def _move(mailbox: MailboxSession, which: Expression, source: str, target: str) -> int:
    moved: int = MailboxMessage.update(folder=target).where(_in(mailbox, source) & which).execute()
    return moved


def _erase(mailbox: MailboxSession, which: Expression) -> int:
    """Erase messages, and count the room that they took as free."""
    gone = MailboxMessage.delete().where(which).returning(MailboxMessage.size)
    erased = list(gone.execute())
    freed = sum(row.size for row in erased)
    Mailbox.update(used_bytes=Mailbox.used_bytes - freed).where(
        Mailbox.id == mailbox.mailbox_id
    ).execute()
    return len(erased)
