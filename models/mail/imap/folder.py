"""A folder on the server; the headers of its messages are fetched once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from models.errors import MailUnavailable, TrashFull
from models.mail.decoding.headers import Heading, heading_of
from models.mail.imap.responses import Value, copied_uids, fetched, number_in, uid_set, uids_in

if TYPE_CHECKING:
    from imap_tools import BaseMailBox

SHOWN = 1000
"""Messages of a folder that are listed, the newest: no one at a kiosk reads more."""

NEVER = datetime.fromtimestamp(0, UTC)
LATEST_YEAR = 2200
UNREADABLE = "(objet illisible)"
BATCH = 250
"""Messages a FETCH: a set of scattered numbers stays far below 8 KB (RFC 7162, 4)."""

HEADERS = (
    "(UID FLAGS INTERNALDATE RFC822.SIZE "
    "BODY.PEEK[HEADER.FIELDS (FROM SUBJECT MESSAGE-ID)]<0.8192>)"
)
"""Of a mail with a million subjects, the first ones."""
CHANGES = frozenset({"EXISTS", "EXPUNGE", "FETCH", "VANISHED", "RECENT"})
"""Untagged responses that report a change of the folder."""

_NO_ROOM = re.compile(rb"(?i)over ?quota|quota exceeded|exceed\w* quota")
"""RFC 5530 names OVERQUOTA; older servers say it in words only."""


class ServerFolder:
    """What is known of a folder from the last look at it.

    Attributes:
        name: The server's name of it.
        epoch: How many times the server has renumbered it.
        uids: Its messages, oldest first.
        unread: Those of them that have not been read.
    """

    def __init__(self, name: str) -> None:
        """Know nothing yet."""
        self.name = name
        self.epoch = 0
        self.uids: list[int] = []
        self.unread: set[int] = set()
        self._validity: int | None = None
        self._headings: dict[int, Heading] = {}
        self._fresh = False

    def forget_looks(self) -> None:
        """Have the next call look again: the connection is new, or messages were changed."""
        self._fresh = False

    def select(self, box: BaseMailBox) -> None:
        """Make it the folder that commands are about."""
        client = box.client
        if box.folder.get() != self.name:
            box.folder.set(self.name)
            validity = _last_number(client.untagged_responses.get("UIDVALIDITY", []))
            if self._validity is not None and validity != self._validity:
                self.epoch += 1
                self._headings.clear()
            self._validity = validity
            self._fresh = False
        elif CHANGES & client.untagged_responses.keys():
            self._fresh = False

    def look(self, box: BaseMailBox) -> bool:
        """Learn which messages it holds now; return whether anything may have changed."""
        self.select(box)
        if self._fresh:
            return False
        for name in CHANGES:
            box.client.untagged_responses.pop(name, None)
        self.uids = self.search(box, "UNDELETED")
        self.unread = set(self.search(box, "UNSEEN UNDELETED"))
        held = set(self.uids)
        self._headings = {uid: it for uid, it in self._headings.items() if uid in held}
        self._fresh = True
        return True

    def search(self, box: BaseMailBox, criteria: str) -> list[int]:
        """Return the messages that a search finds, oldest first."""
        _, data = checked(box.client.uid("SEARCH", criteria))
        words = b" ".join(part for part in data if isinstance(part, bytes)).split()
        return sorted(int(word) for word in words if word.isdigit())

    def newest(self, box: BaseMailBox) -> list[tuple[int, Heading]]:
        """Return the newest messages with their headings, newest first; fetches what is new."""
        shown = self.uids[-SHOWN:]
        missing = [uid for uid in shown if uid not in self._headings]
        for batch in _batches(missing[::-1]):
            for items in fetch(box, batch, HEADERS):
                self._headings[number_in(items.get("UID"))] = heading_in(items)
        known = [(uid, self._headings[uid]) for uid in shown if uid in self._headings]
        return sorted(known, key=lambda one: (one[1].received_at, one[0]), reverse=True)


def fetch(box: BaseMailBox, uids: Collection[int], what: str) -> Iterator[dict[str, Value]]:
    """Return what a FETCH reports about messages; those that are gone are left out."""
    _, data = checked(box.client.uid("FETCH", uid_set(uids), what))
    return (items for items in fetched(data) if number_in(items.get("UID")))


def status_of(box: BaseMailBox, name: str, item: str) -> int:
    """Return what a STATUS reports about a folder.

    Raises:
        MailUnavailable: The server does not report it.
    """
    try:
        return box.folder.status(name, [item])[item]
    except LookupError as error:  # an OK without the line that it is about
        raise MailUnavailable from error


def heading_in(items: dict[str, Value]) -> Heading:
    """Return the heading of a message from the items of a FETCH."""
    raw = next((value for name, value in items.items() if name.startswith("BODY[")), b"")
    size, received_at = number_in(items.get("RFC822.SIZE")), _moment(items.get("INTERNALDATE"))
    try:
        held = raw if isinstance(raw, bytes) else b""
        return heading_of(held, size=size, received_at=received_at)
    except Exception:  # of a library, on what strangers write: one mail never costs the list
        return Heading("", UNREADABLE, "", size, received_at)


def move(
    box: BaseMailBox, uids: Sequence[int], target: str, able: Collection[str]
) -> dict[int, int]:
    """Move messages of the selected folder into another one.

    Returns:
        Where each has gone, by its number; empty if the server does not say.
    """
    moved: dict[int, int] = {}
    for batch in _batches(uids):
        box.client.untagged_responses.pop("COPYUID", None)
        if "MOVE" in able:
            checked(box.client.uid("MOVE", uid_set(batch), _quoted(target)))
        else:
            checked(box.client.uid("COPY", uid_set(batch), _quoted(target)))
        moved |= copied_uids(box.client.untagged_responses.pop("COPYUID", []))
        if "MOVE" not in able:
            erase(box, batch, able)
    return moved


def erase(box: BaseMailBox, uids: Sequence[int], able: Collection[str]) -> None:
    """Erase messages of the selected folder, and, if the server can, no others."""
    for batch in _batches(uids):
        checked(box.client.uid("STORE", uid_set(batch), "+FLAGS.SILENT", r"(\Deleted)"))
        if "UIDPLUS" in able:
            checked(box.client.uid("EXPUNGE", uid_set(batch)))
    if uids and "UIDPLUS" not in able:
        checked(box.client.expunge())


def checked(result: tuple[str, list[object]]) -> tuple[str, list[object]]:
    """Return the result of a command, or raise if the server refused it.

    Raises:
        TrashFull: The server has no room for what was to be moved.
        MailUnavailable: The server has said NO for another reason.
    """
    if result[0] != "OK":
        if _NO_ROOM.search(b" ".join(part for part in result[1] if isinstance(part, bytes))):
            raise TrashFull
        raise MailUnavailable
    return result


def _quoted(name: str) -> str:
    """Return a folder's name as a command takes it (RFC 3501, 5.1.3)."""
    from imap_tools.utils import encode_folder

    return encode_folder(name).decode("ascii")


def _batches(uids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (uids[start : start + BATCH] for start in range(0, len(uids), BATCH))


def _last_number(data: Sequence[object]) -> int:
    numbers = [uids_in(part) for part in data if isinstance(part, bytes)]
    return numbers[-1][0] if numbers and numbers[-1] else 0


def _moment(value: Value) -> datetime:
    """Return when a message came in; the beginning of time if the server does not say."""
    try:
        moment = parsedate_to_datetime(value.decode("ascii") if isinstance(value, bytes) else "")
        known = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return NEVER
    # Near its ends the calendar has no such moment in another zone.
    return known if NEVER.year <= known.year <= LATEST_YEAR else NEVER
