"""An open mailbox on the server, from sign-in to the end of the visit."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from models.errors import MailUnavailable, MessageGone, TrashFull
from models.mail.decoding.headers import Heading
from models.mail.imap.connection import server_errors
from models.mail.imap.folder import (
    ServerFolder,
    checked,
    erase,
    fetch,
    heading_in,
    move,
    status_of,
)
from models.mail.imap.message_numbers import Place, place_of
from models.mail.imap.responses import Storage, Value, fullest, number_in
from models.mail.imap.session import ImapSession
from models.views.mail import FolderName

if TYPE_CHECKING:
    from imap_tools import BaseMailBox

MOST_FETCHED = 262_144
"""Bytes of a mail that are fetched; what is shown of a text is a quarter of it."""

PARTIAL = f"BODY.PEEK[]<0.{MOST_FETCHED}>"

TRASH_FLAG = "\\Trash"
"""What marks the trash (RFC 6154)."""

NO_TRASH = (
    "Votre boîte n'a pas de corbeille, et le serveur n'en crée pas : rien n'a été déplacé. "
    "Effacez ces mails définitivement, ou adressez-vous à l'assistance."
)


class ServerMailbox:
    """The inbox and the trash of one person."""

    def __init__(self, session: ImapSession, trash_name: str) -> None:
        """Take the signed-in session, and the name of the trash if the server marks none."""
        self._session = session
        self._trash_name = trash_name
        self._folders = {FolderName.INBOX: ServerFolder("INBOX")}
        self._moved: dict[int, int] = {}
        self._trash_found = False
        self._trashed = 0
        self._storage: Storage | None = None

    def end(self) -> None:
        """Close the session, without waiting."""
        self._session.end()

    def listed(
        self, name: FolderName
    ) -> tuple[list[tuple[int, Heading, bool]], int, int, Storage | None]:
        """Return what a folder holds.

        Returns:
            Number, heading and whether it is unread of each message, newest
            first; how many older ones are left out; how many are in the trash;
            the room.
        """
        with self._held() as box:
            folder = self._folder(box, name)
            if folder.look(box):
                self._measure(box)
            messages = [
                (Place(folder.epoch, uid, name).number, heading, uid in folder.unread)
                for uid, heading in folder.newest(box)
            ]
            return messages, len(folder.uids) - len(messages), self._trashed, self._storage

    def storage(self) -> Storage | None:
        """Return the room as it is now."""
        with self._held() as box:
            self._measure(box)
            return self._storage

    def read(self, number: int, *, mark: bool) -> tuple[int, Heading, bytes, Value, bool]:
        """Return a message, and mark it read if it is to be marked.

        Returns:
            Its number now, its heading, its bytes or the first of them, the structure of one
            that was not fetched whole, and whether it is unread now.

        Raises:
            MessageGone: It is not in this mailbox any more.
        """
        place = self._place(number)
        with self._held() as box:
            folder = self._folder(box, place.folder)
            folder.select(box)
            if place.epoch != folder.epoch:
                raise MessageGone
            items = next(fetch(box, [place.uid], f"(UID INTERNALDATE RFC822.SIZE {PARTIAL})"), {})
            raw = next((value for name, value in items.items() if name.startswith("BODY[")), None)
            if not isinstance(raw, bytes):
                raise MessageGone
            if mark:
                checked(box.client.uid("STORE", str(place.uid), "+FLAGS.SILENT", r"(\Seen)"))
                folder.unread.discard(place.uid)
            cut = number_in(items.get("RFC822.SIZE")) > len(raw)
            structure = self._structure(box, place.uid) if cut else None
            unread = place.uid in folder.unread
            return place.number, heading_in(items), raw, structure, unread

    def _structure(self, box: BaseMailBox, uid: int) -> Value:
        """Return what a mail holds besides its first bytes, None if it cannot be told.

        One of thousands of parts is told in a line that is too long: its text is shown even so.
        """
        try:
            with server_errors():
                told = next(fetch(box, [uid], "(UID BODYSTRUCTURE)"), {})
        except MailUnavailable:
            self._session.lose()
            return None
        return told.get("BODYSTRUCTURE")

    def move(self, numbers: Collection[int], source: FolderName, target: FolderName) -> int:
        """Move messages by their numbers, and return how many of them were there."""
        with self._held() as box:
            return self._move(box, self._uids(box, numbers, source), source, target)

    def move_read(self) -> int:
        """Put what has been read into the trash, and return how many messages that were."""
        with self._held() as box:
            folder = self._looked(box, FolderName.INBOX)
            read = [uid for uid in folder.uids if uid not in folder.unread]
            return self._move(box, read, FolderName.INBOX, FolderName.TRASH)

    def erase(self, numbers: Collection[int]) -> int:
        """Erase messages by their numbers, and return how many of them were there."""
        with self._held() as box:
            erased = 0
            for name in {self._place(number).folder for number in numbers}:
                uids = self._uids(box, numbers, name)
                erase(box, uids, self._session.abilities)
                erased += len(uids)
            self._forget_looks()
            return erased

    def erase_trash(self) -> int:
        """Erase what the trash holds, and return how many messages that were."""
        with self._held() as box:
            folder = self._looked(box, FolderName.TRASH)
            erase(box, folder.uids, self._session.abilities)
            self._forget_looks()
            return len(folder.uids)

    @contextmanager
    def _held(self) -> Iterator[BaseMailBox]:
        with self._session.held(self._begin_anew) as box:
            yield box

    def _begin_anew(self) -> None:
        """Drop what the previous connection reported."""
        self._trash_found = False
        self._forget_looks()

    def _forget_looks(self) -> None:
        for folder in self._folders.values():
            folder.forget_looks()

    def _place(self, number: int) -> Place:
        """Return where a message is now, wherever this visit has moved it."""
        for _ in range(len(self._moved)):  # a server may say that a message moves in a circle
            number = self._moved.get(number, number)
        return place_of(number)

    def _uids(self, box: BaseMailBox, numbers: Collection[int], name: FolderName) -> list[int]:
        """Return which of these messages lie in a folder now, by the server's numbers."""
        folder = self._looked(box, name)
        places = [self._place(number) for number in numbers]
        meant = {
            place.uid for place in places if place.folder is name and place.epoch == folder.epoch
        }
        return [uid for uid in folder.uids if uid in meant]

    def _looked(self, box: BaseMailBox, name: FolderName) -> ServerFolder:
        """Return a folder as it is now."""
        folder = self._folder(box, name)
        folder.look(box)
        return folder

    def _folder(self, box: BaseMailBox, name: FolderName) -> ServerFolder:
        """Return a folder; the trash is looked for once a connection, and made if need be."""
        if name is FolderName.TRASH and not self._trash_found:
            self._folders.setdefault(name, ServerFolder("")).name = self._found_trash(box)
            self._trash_found = True
        return self._folders[name]

    def _found_trash(self, box: BaseMailBox) -> str:
        from imap_tools import MailboxFolderCreateError

        known = box.folder.list()
        flagged = [each.name for each in known if TRASH_FLAG in each.flags]
        if flagged:
            return flagged[0]
        if self._trash_name not in {each.name for each in known}:
            try:
                box.folder.create(self._trash_name)
            except MailboxFolderCreateError as error:
                raise TrashFull(NO_TRASH) from error
        return self._trash_name

    def _move(
        self, box: BaseMailBox, uids: list[int], source: FolderName, target: FolderName
    ) -> int:
        """Move messages of the selected folder, and remember where they went."""
        if not uids:
            return 0
        origin, goal = self._folder(box, source), self._folder(box, target)
        first_new = status_of(box, goal.name, "UIDNEXT")
        gone = move(box, uids, goal.name, self._session.abilities)
        if not gone:
            goal.select(box)
            new = [uid for uid in goal.search(box, f"UID {first_new}:*") if uid >= first_new]
            gone = dict(zip(sorted(uids), new, strict=True)) if len(new) == len(uids) else {}
        self._forget_looks()
        for before, after in gone.items():
            moved_to = Place(goal.epoch, after, target).number
            self._moved[Place(origin.epoch, before, source).number] = moved_to
        return len(uids)

    def _measure(self, box: BaseMailBox) -> None:
        """Learn how much room is left, and how much the trash holds."""
        if "QUOTA" in self._session.abilities:
            _, data = box.client.getquotaroot("INBOX")
            self._storage = fullest(data[1] if len(data) > 1 else [])
        self._trashed = 0
        with suppress(TrashFull):  # the inbox is shown without a trash too
            trash = self._folder(box, FolderName.TRASH)
            self._trashed = status_of(box, trash.name, "MESSAGES")
