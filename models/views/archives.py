"""What a whole archive says of a scrutin, once it was verified."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.views.seats import Allocation


@dataclass(frozen=True, slots=True)
class VerifiedArchive:
    """An archive in which everything is right.

    Attributes:
        path: The file.
        uuid: The identifier of its election.
        name: Of the whole election.
        title: Of the scrutin.
        lists: Names of the lists, in their order.
        ballots: How many there are.
        blank: How many are blank; None before the count.
        votes: How many chose each list; empty before the count.
        checked: By how many implementations, in French.
        setup: What names its setup, as the minutes of the seal have it.
        fingerprint: Of the file: hexadecimal SHA-256, as the minutes of the count have it.
        code: Of the scrutin in the election file; empty: it has none with these lists.
        allocation: Its seats, no lot being drawn; None: how many there are is not known.
    """

    path: Path
    uuid: str
    name: str
    title: str
    lists: tuple[str, ...]
    ballots: int
    blank: int | None
    votes: tuple[int, ...]
    checked: str
    setup: str
    fingerprint: str
    code: str = ""
    allocation: Allocation | None = None
