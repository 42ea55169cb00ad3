"""Mailboxes on an IMAP server, as the services ask for them."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from models.errors import MessageGone, SessionExpired, TrashFull
from models.mail.imap.responses import Storage
from models.mail.imap.server_mailbox import ServerMailbox
from models.mail.imap.session import ImapSession
from models.mail.letters import kind_of, link_in
from models.mail.mailboxes import Listing, OpenedMailbox
from models.mail.message_ids import is_ours
from models.rules.text import clean_text
from models.settings.mail import ImapSection
from models.views.mail import FolderName, MailboxSession, Message, MessageSummary, Quota

if TYPE_CHECKING:
    from models.mail.decoding.headers import Heading
    from models.settings.election import Election
    from models.storage.store import Store
    from models.tables.electors import Elector

ORDINARY = 8192
"""Bytes of the election's mail with both its forms and its headers."""

NO_WAY_BACK = (
    "Votre boîte est trop pleine pour y remettre ces mails. Effacez d'abord définitivement "
    "d'autres mails."
)


class ImapMailboxes:
    """The académie's mailboxes: the server alone knows their passwords."""

    in_database = False
    manages_passwords = False

    def __init__(self, election: Election, section: ImapSection, store: Store) -> None:
        """Take the election, its mail server, and the store whose keys mark its own mails."""
        self._election = election
        self._section = section
        self._store = store
        self._open: dict[str, ServerMailbox] = {}

    def reading(self) -> AbstractContextManager[None]:
        """Hold nothing: no connection to the database waits for a mail server."""
        return nullcontext()

    def changing(self) -> AbstractContextManager[None]:
        """Hold nothing, likewise."""
        return nullcontext()

    def sign_in(
        self, elector: Elector | None, typed: str, password: str, *, usual: str | None = None
    ) -> OpenedMailbox | None:
        """Ask the server, which may count and delay wrong tries itself."""
        session = ImapSession(self._section, self._login(elector, typed), password)
        handle = secrets.token_urlsafe(12)
        self._open[handle] = live = ServerMailbox(session, self._section.trash)
        taken = False
        try:
            taken = session.first_sign_in()
        finally:
            if not taken:
                self._open.pop(handle, None)
                live.end()
        return OpenedMailbox(handle=handle) if taken else None

    def save_sign_in(self, opened: OpenedMailbox) -> None:
        """Do nothing: the server keeps its own records."""

    def require_open(self, mailbox: MailboxSession) -> None:
        """Require that this process holds a session of the mailbox."""
        self._live(mailbox)

    def list_folder(self, mailbox: MailboxSession, name: FolderName) -> Listing:
        """Return the newest messages of a folder."""
        messages, left_out, trashed, storage = self._live(mailbox).listed(name)
        return Listing(
            messages=tuple(
                self._summary(mailbox, number, heading, unread=unread)
                for number, heading, unread in messages
            ),
            left_out=left_out,
            trashed=trashed,
            quota=_quota(storage),
        )

    def quota(self, mailbox: MailboxSession) -> Quota | None:
        """Return the room, None if the server sets or reports no limit."""
        return _quota(self._live(mailbox).storage())

    def read(self, mailbox: MailboxSession, message_id: int, *, mark: bool = True) -> Message:
        """Return a message, or the beginning of a huge one, and mark it read if asked to."""
        from models.mail.decoding.bodies import decode_mail
        from models.mail.decoding.structure import attachments_in

        fetched = self._live(mailbox).read(message_id, mark=mark)
        number, heading, raw, structure, unread = fetched
        partly = heading.size > len(raw)
        decoded = decode_mail(raw, cut=partly)
        body, cut = clean_text(decoded.text)
        summary = self._summary(mailbox, number, heading, unread=unread)
        link = link_in(self._election, body) if summary.from_election else None
        return Message(
            summary=summary,
            body=body,
            cut=cut or (partly and decoded.ends_in_text),
            link=link,
            attachments=(partly and attachments_in(structure)) or decoded.attachments,
        )

    def move_to_trash(self, mailbox: MailboxSession, message_ids: Collection[int]) -> int:
        """Move messages into the trash."""
        return self._live(mailbox).move(message_ids, FolderName.INBOX, FolderName.TRASH)

    def move_read_to_trash(self, mailbox: MailboxSession) -> int:
        """Move every message that has been read into the trash, those not listed too."""
        return self._live(mailbox).move_read()

    def restore(self, mailbox: MailboxSession, message_ids: Collection[int]) -> int:
        """Move messages back.

        Raises:
            MessageGone: None of them is there any more.
            TrashFull: The mailbox is too full for the server to move them.
        """
        try:
            restored = self._live(mailbox).move(message_ids, FolderName.TRASH, FolderName.INBOX)
        except TrashFull as error:
            raise TrashFull(NO_WAY_BACK) from error
        if message_ids and not restored:
            raise MessageGone
        return restored

    def erase(self, mailbox: MailboxSession, message_ids: Collection[int]) -> int:
        """Erase messages on the server, wherever this visit has put them."""
        return self._live(mailbox).erase(message_ids)

    def erase_trash(self, mailbox: MailboxSession) -> int:
        """Erase the trash on the server."""
        return self._live(mailbox).erase_trash()

    def close(self, handle: str) -> None:
        """Close the session of a mailbox."""
        live = self._open.pop(handle, None)
        if live is not None:
            live.end()

    def close_all(self) -> None:
        """Close every session, those of a sign-in under way too."""
        for handle in list(self._open):
            self.close(handle)

    def _live(self, mailbox: MailboxSession) -> ServerMailbox:
        live = self._open.get(mailbox.handle)
        if live is None:
            raise SessionExpired
        return live

    def _login(self, elector: Elector | None, typed: str) -> str:
        """Return what the server knows a person by."""
        by_address = self._section.login == "mail"
        if elector is not None:
            return elector.mail if by_address else elector.uid
        domain = self._election.mail.domains[0]
        return f"{typed}@{domain}" if by_address and "@" not in typed else typed

    def _summary(
        self, mailbox: MailboxSession, number: int, heading: Heading, *, unread: bool
    ) -> MessageSummary:
        ours = is_ours(self._store.keys, mailbox.address, heading.message_id)
        return MessageSummary(
            message_id=number,
            sender=heading.sender,
            subject=heading.subject,
            received_at=heading.received_at,
            size=heading.size,
            unread=unread,
            from_election=ours,
            kind=kind_of(self._election, heading.subject) if ours else None,
        )


def _quota(storage: Storage | None) -> Quota | None:
    return Quota(storage.used, storage.limit, ORDINARY) if storage is not None else None
