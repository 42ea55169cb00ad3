"""Mailboxes in the election's own database, used inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from peewee import Expression, fn

from models.crypto.bound_hashes import BoundHashes, Owner
from models.crypto.digests import digests_equal, hash_digest
from models.errors import KeysMissing, MessageGone, SessionExpired
from models.mail.embedded import place_of
from models.mail.letters import kind_of, link_in
from models.mail.mailboxes import Listing, OpenedMailbox
from models.rules.text import clean_line, clean_text
from models.tables.electors import Elector
from models.tables.mailboxes import Mailbox, MailboxMessage
from models.views.mail import FolderName, MailboxSession, Message, MessageSummary, Quota

if TYPE_CHECKING:
    from models.clock import Clock
    from models.crypto.password_hashes import PasswordHashes
    from models.settings.election import Election
    from models.storage.store import Store

ALTERED_SUBJECT = "(mail altéré)"
ALTERED = (
    "Ce mail a été altéré dans la base, ou n'est pas le vôtre : il ne peut pas être affiché. "
    "Supprimez-le, et prévenez l'assistance."
)
INBOX, TRASH = FolderName.INBOX.value, FolderName.TRASH.value


class EmbeddedMailboxes:
    """Mailboxes kept in the election's own database; the first password was given with the roll."""

    in_database = True
    manages_passwords = True

    def __init__(
        self, election: Election, clock: Clock, store: Store, hashes: PasswordHashes
    ) -> None:
        """Take the election, the present, the database, and what verifies passwords."""
        self._election = election
        self._clock = clock
        self._store = store
        self._passwords = BoundHashes(hashes, lambda: store.hash_seal)

    def reading(self) -> AbstractContextManager[None]:
        """Hold a connection."""
        return self._store.connection()

    def changing(self) -> AbstractContextManager[None]:
        """Hold a transaction."""
        return self._store.transaction()

    def sign_in(
        self, elector: Elector | None, typed: str, password: str, *, usual: str | None = None
    ) -> OpenedMailbox | None:
        """Compare a password with the one kept, or with a dummy if there is none."""
        with self.reading():
            mailbox = Mailbox.get_or_none(Mailbox.elector == (elector.id if elector else 0))
        stored = mailbox.password_hash if mailbox else None
        owner = Owner.mailbox(elector.uid if elector else "")
        numen_expected = mailbox is None or mailbox.numen_in_use
        first = self._election.mail.first_password.rule
        meant = (first.normalise(password) if numen_expected else None) or password
        if not self._passwords.verify(stored, meant, owner, usual=usual) or mailbox is None:
            return None
        renewed = self._passwords.renewed(mailbox.password_hash, meant, owner)
        return OpenedMailbox(
            mailbox_id=mailbox.id,
            version=hash_digest(self._store.keys, renewed or mailbox.password_hash),
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

    def require_open(self, mailbox: MailboxSession) -> None:
        """Require the mailbox with the password that opened it."""
        self.quota(mailbox)

    def list_folder(self, mailbox: MailboxSession, name: FolderName) -> Listing:
        """Return every message of a folder, newest first."""
        rows = (
            MailboxMessage.select(
                MailboxMessage.id,
                MailboxMessage.mailbox,
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
            SessionExpired: Its password has changed since, or its person has left the roll or
                has another address.
        """
        row = (
            Mailbox.select()
            .join(Elector)
            .where((Mailbox.id == mailbox.mailbox_id) & (Elector.mail == mailbox.address))
            .get_or_none()
        )
        if row is None or not digests_equal(
            hash_digest(self._store.keys, row.password_hash), mailbox.version
        ):
            raise SessionExpired
        return Quota(row.used_bytes, row.quota_bytes)

    def read(self, mailbox: MailboxSession, message_id: int, *, mark: bool = True) -> Message:
        """Return a message of any folder, and mark it read if it is to be marked."""
        self.require_open(mailbox)
        row = MailboxMessage.get_or_none(
            (MailboxMessage.id == message_id) & (MailboxMessage.mailbox == mailbox.mailbox_id)
        )
        if row is None:
            raise MessageGone
        if mark and row.read_at is None:
            row.read_at = self._clock.now()
            row.save(only=[MailboxMessage.read_at])
        body, cut = clean_text(self._opened(row, "body", ALTERED))
        link = link_in(self._election, body) if row.from_election else None
        return Message(summary=self._summary(row), body=body, cut=cut, link=link)

    def move_to_trash(self, mailbox: MailboxSession, message_ids: Collection[int]) -> int:
        """Put messages into the trash; they still take room there."""
        self.require_open(mailbox)
        return _move(mailbox, MailboxMessage.id.in_(list(message_ids)), INBOX, TRASH)

    def move_read_to_trash(self, mailbox: MailboxSession) -> int:
        """Put every message that has been read into the trash."""
        self.require_open(mailbox)
        return _move(mailbox, MailboxMessage.read_at.is_null(False), INBOX, TRASH)

    def restore(self, mailbox: MailboxSession, message_ids: Collection[int]) -> int:
        """Take messages back out of the trash."""
        self.require_open(mailbox)
        return _move(mailbox, MailboxMessage.id.in_(list(message_ids)), TRASH, INBOX)

    def erase(self, mailbox: MailboxSession, message_ids: Collection[int]) -> int:
        """Erase messages of any folder."""
        self.require_open(mailbox)
        mine = MailboxMessage.mailbox == mailbox.mailbox_id
        return _erase(mailbox, mine & MailboxMessage.id.in_(list(message_ids)))

    def erase_trash(self, mailbox: MailboxSession) -> int:
        """Erase the trash."""
        self.require_open(mailbox)
        return _erase(mailbox, _in(mailbox, TRASH))

    def close(self, handle: str) -> None:
        """Do nothing: nothing is held open."""

    def close_all(self) -> None:
        """Do nothing: nothing is held open."""

    def _opened(self, row: MailboxMessage, column: str, altered: str) -> str:
        """Return a text of a message, or the other one if it was altered or is not this row's.

        Such a message never costs the list.
        """
        sealed: str = getattr(row, column)
        try:
            return self._store.seal.open(sealed, *place_of(row, column))
        except KeysMissing:
            return altered

    def _summary(self, row: MailboxMessage) -> MessageSummary:
        subject = clean_line(self._opened(row, "subject", ALTERED_SUBJECT))
        return MessageSummary(
            message_id=row.id,
            sender=clean_line(row.sender),
            subject=subject,
            received_at=row.received_at,
            size=row.size,
            unread=row.read_at is None,
            from_election=row.from_election,
            kind=kind_of(self._election, subject) if row.from_election else None,
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
