"""What the commands about the board's keys and the seal get out of the door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.views.vote_board import BoardMember


@dataclass(frozen=True, slots=True)
class KeysMade:
    """The board's keys, made and handed over.

    Attributes:
        members: The board.
        files: Where each member's share is, in their order.
        threshold: How many members open the urns.
        scrutins: How many scrutins have a key.
        fingerprint: Of the public keys, for the minutes.
    """

    members: tuple[BoardMember, ...]
    files: tuple[Path, ...]
    threshold: int
    scrutins: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class SealedPart:
    """One thing that a seal covers.

    Attributes:
        name: Stable word for programs.
        label: The same in French.
        fingerprint: Hexadecimal SHA-256.
    """

    name: str
    label: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class SealState:
    """The seal of an election, made or to be made.

    Attributes:
        parts: What it covers.
        fingerprint: Of all of them: hexadecimal SHA-256, for the minutes.
        sealed_at: When it was made; None: it is not made.
        empty: Codes of scrutins in which nobody presents a list: nobody votes in them.
        electors: Notices that are somebody's.
        credentials: Public credentials of all scrutins.
        lists: Lists by the code of their scrutin.
        setups: What names the setup of the archive of each scrutin in which one votes, by its code.
    """

    parts: tuple[SealedPart, ...]
    fingerprint: str
    sealed_at: datetime | None
    empty: tuple[str, ...]
    electors: int
    credentials: int
    lists: Mapping[str, int]
    setups: Mapping[str, str]
