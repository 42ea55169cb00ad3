"""The board's keys of all scrutins at once, and what each member takes away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from models.views.progress import Counted, Stage, Tell, tell_nobody
from models.views.vote_board import BoardRole
from models.voting.group import Draw
from models.voting.messages import encode
from models.voting.share_files import Holder, MemberShares
from models.voting.trustees import Board, make_board


@dataclass(frozen=True, slots=True)
class BoardKeys:
    """The keys of a board.

    Attributes:
        boards: The public side by the identifier of each scrutin's election.
        members: What each member keeps, in the order of their numbers.
        fingerprint: What every member's file says, the minutes of the ceremony and the audit.
    """

    boards: Mapping[str, Board]
    members: tuple[MemberShares, ...] = field(repr=False)
    fingerprint: str


def keys_fingerprint(
    boards: Mapping[str, bytes], members: Sequence[tuple[str, BoardRole]], threshold: int
) -> str:
    """Return SHA-256 of a board and its public keys, in hexadecimal.

    Args:
        boards: The structure « trustees » of each scrutin, by the identifier of its election.
        members: Names and roles, in the order of their numbers.
        threshold: How many members open an urn.
    """
    keys = sorted((uuid, sha256(text).hexdigest()) for uuid, text in boards.items())
    return sha256(encode((keys, members, threshold))).hexdigest()


def make_keys(
    *,
    election: str,
    uuids: Sequence[str],
    members: Sequence[tuple[str, BoardRole]],
    threshold: int,
    draw: Draw,
    tell: Tell = tell_nobody,
) -> BoardKeys:
    """Make a key for each scrutin; nothing of it is written anywhere.

    Args:
        election: The title.
        uuids: Of the scrutins' elections.
        members: Names and roles, in the order of their numbers.
        threshold: How many members open an urn.
        draw: A cryptographic random source such as `secrets.randbelow`.
        tell: Told after each scrutin how far it is.
    """
    counted = Counted(tell, Stage.KEYS, len(uuids))
    made = {}
    for uuid in uuids:
        made[uuid] = make_board(len(members), threshold, draw)
        counted.add(1)
    boards = {uuid: board for uuid, (board, _) in made.items()}
    texts = {uuid: board.text for uuid, board in boards.items()}
    keys = keys_fingerprint(texts, members, threshold)
    return BoardKeys(
        boards,
        tuple(
            MemberShares(
                Holder(number, name, role, election, keys),
                {uuid: shares[number - 1] for uuid, (_, shares) in made.items()},
            )
            for number, (name, role) in enumerate(members, 1)
        ),
        keys,
    )
