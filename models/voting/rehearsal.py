"""A whole small election in a folder: keys, identifiers, ballots, archives, count, verification.

Everything is done as in the real one, by the same functions: the members' shares are sealed into
files and opened again, the ballots are made by each engine in turn and checked by the other, and
the archives are counted and verified by both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.files.private import make_private_directory
from models.rules.board import may_open
from models.views.candidate_lists import ScrutinLists
from models.views.progress import Counted, Stage, Tell
from models.views.rehearsal import RehearsedScrutin
from models.views.vote_board import BoardRole
from models.voting.belenios_tool import Tool
from models.voting.ceremony import BoardKeys, make_keys
from models.voting.counting import decrypt_share
from models.voting.credentials import private_credential
from models.voting.elections import BASE58, draw_uuid
from models.voting.engines import Engine
from models.voting.group import Draw
from models.voting.identifiers import draw_identifier
from models.voting.practice_urn import PracticeUrn, count_urn, make_urn
from models.voting.share_files import MemberShares, open_shares, seal_shares
from models.voting.trustees import Share

PASSPHRASE_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Stand:
    """What is rehearsed, and where.

    Attributes:
        election: The title.
        organiser: Who holds it.
        members: Names and roles of the board.
        threshold: How many members open the urns.
        ballots: How many electors vote in each scrutin.
        opening: Seconds since 1970 of the opening of the vote.
        folder: Where files and archives go.
        engines: Those of this machine.
        tool: The one that also counts and verifies archives, if it is there.
        draw: A random source.
    """

    election: str
    organiser: str
    members: Sequence[tuple[str, BoardRole]]
    threshold: int
    ballots: int
    opening: int
    folder: Path
    engines: Sequence[Engine]
    tool: Tool | None
    draw: Draw


def rehearse(
    stand: Stand, scrutins: Sequence[ScrutinLists], tell: Tell
) -> tuple[tuple[RehearsedScrutin, ...], tuple[int, ...]]:
    """Rehearse the vote in some scrutins.

    Args:
        stand: What is rehearsed.
        scrutins: With one list each at least.
        tell: Told how far it is.

    Returns:
        What was counted in each scrutin, and which members have opened the urns.

    Raises:
        RehearsalFailed: Something else was counted than had been voted.
        BallotRefused, CountRefused, ArchiveRefused, EngineUnavailable: An engine refuses what the
            other one made, or fails.
        OSError: The folder cannot be written.
    """
    make_private_directory(stand.folder)
    uuids = [draw_uuid(stand.draw) for _ in scrutins]
    keys, passphrases = _hold_ceremony(stand, uuids, tell)
    filled = _vote(stand, keys, dict(zip(uuids, scrutins, strict=True)), tell)
    present = _present(stand)
    shares = [_opened(stand, number, passphrases[number - 1]) for number in present]
    counted = Counted(tell, Stage.COUNTING, len(scrutins))
    rehearsed = []
    for each in filled:
        uuid = each.scrutin.election.uuid
        rehearsed.append(_count(stand, each, [member.shares[uuid] for member in shares]))
        counted.add(1)
    return tuple(rehearsed), present


def _hold_ceremony(stand: Stand, uuids: Sequence[str], tell: Tell) -> tuple[BoardKeys, list[str]]:
    """Make the keys, and write each member's file under a drawn passphrase."""
    counted = Counted(tell, Stage.KEYS, len(stand.members))
    keys = make_keys(
        election=stand.election,
        uuids=uuids,
        members=stand.members,
        threshold=stand.threshold,
        draw=stand.draw,
    )
    passphrases = []
    for member in keys.members:
        passphrase = "".join(BASE58[stand.draw(len(BASE58))] for _ in range(PASSPHRASE_LENGTH))
        path = _share_file(stand, member.holder.member)
        path.write_bytes(seal_shares(member, passphrase))
        path.chmod(0o600)
        passphrases.append(passphrase)
        counted.add(1)
    return keys, passphrases


def _vote(
    stand: Stand, keys: BoardKeys, scrutins: dict[str, ScrutinLists], tell: Tell
) -> list[PracticeUrn]:
    """Have every elector vote in every scrutin, by each engine in turn."""
    counted = Counted(tell, Stage.BALLOTS, stand.ballots * len(scrutins))
    electors = [private_credential(draw_identifier(stand.draw)) for _ in range(stand.ballots)]
    filled = []
    for uuid, lists in scrutins.items():
        urn = make_urn(
            lists, keys.boards[uuid], uuid=uuid, name=stand.election, organiser=stand.organiser
        )
        for credential in electors:
            urn.vote(stand.engines, credential, stand.draw(len(urn.voted)))
            counted.add(1)
        filled.append(urn)
    return filled


def _present(stand: Stand) -> tuple[int, ...]:
    """Return the numbers of some members who may open the urns together, drawn by lot."""
    numbers = list(range(1, len(stand.members) + 1))
    while True:
        left = list(numbers)
        drawn = [left.pop(stand.draw(len(left))) for _ in range(stand.threshold)]
        if may_open([stand.members[number - 1][1] for number in drawn], stand.threshold):
            return tuple(sorted(drawn))


def _opened(stand: Stand, number: int, passphrase: str) -> MemberShares:
    return open_shares(_share_file(stand, number).read_bytes(), passphrase)


def _count(stand: Stand, urn: PracticeUrn, shares: Iterable[Share]) -> RehearsedScrutin:
    """Have the members open an urn, and count it."""
    election, tally = urn.scrutin.election, urn.tally()
    decryptions = {
        share.trustee: decrypt_share(election, tally, share, stand.draw) for share in shares
    }
    return count_urn(
        urn,
        tally,
        decryptions,
        folder=stand.folder,
        opening=stand.opening,
        tool=stand.tool,
    )


def _share_file(stand: Stand, number: int) -> Path:
    return stand.folder / f"part-{number}.json"
