"""The numbers under which the screens know the messages of a server."""

from __future__ import annotations

from dataclasses import dataclass

from models.views.mail import FolderName

_UID_BITS = 32
"""A UID is below 2³² (RFC 3501, 2.3.1.1)."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message lies.

    Attributes:
        epoch: How many times the server has renumbered the folder in this
            visit: a number of before means nothing any more.
        uid: The server's number in its folder.
        folder: The folder.
    """

    epoch: int
    uid: int
    folder: FolderName

    @property
    def number(self) -> int:
        """The number for the screens: twice the UID in the inbox, one more in the trash."""
        trashed = self.folder is FolderName.TRASH
        return (self.epoch << _UID_BITS | self.uid) * 2 + trashed


def place_of(number: int) -> Place:
    """Return the place that a number refers to."""
    both, trashed = divmod(number, 2)
    folder = FolderName.TRASH if trashed else FolderName.INBOX
    return Place(both >> _UID_BITS, both & ((1 << _UID_BITS) - 1), folder)
