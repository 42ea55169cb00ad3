"""A whole small election in a folder: keys, identifiers, ballots, archives, count, verification.

Everything is done as in the real one, by the same functions: the members' shares are sealed into
files and opened again, the ballots are made by each engine in turn and checked by the other, and
the archives are counted and verified by both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.errors import RehearsalFailed
from models.files.private import make_private_directory
from models.rules.board import may_open
from models.views.candidate_lists import ScrutinLists
from models.views.progress import Counted, Stage, Tell
from models.views.rehearsal import RehearsedScrutin
from models.views.vote_board import BoardRole
from models.voting.archive import ArchiveWriter
from models.voting.ballots import ciphertexts
from models.voting.belenios_tool import Tool
from models.voting.ceremony import BoardKeys, make_keys
from models.voting.counting import add_up, count, decrypt_share
from models.voting.credentials import private_credential, public_credential
from models.voting.elections import BASE58, draw_uuid, make_election
from models.voting.engines import Engine, Scrutin, make_checked_ballot
from models.voting.group import Draw
from models.voting.identifiers import draw_identifier
from models.voting.messages import Result
from models.voting.share_files import MemberShares, open_shares, seal_shares
from models.voting.trustees import Share
from models.voting.verification import verify_archive

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


@dataclass(frozen=True, slots=True)
class _Filled:
    """A scrutin whose electors have voted.

    Attributes:
        lists: The scrutin with its lists.
        scrutin: Its public parameters.
        credentials: The public credentials of its electors.
        cast: The ballots.
        voted: How many ballots chose the blank vote and each list.
    """

    lists: ScrutinLists
    scrutin: Scrutin
    credentials: list[bytes]
    cast: list[bytes] = field(default_factory=list)
    voted: list[int] = field(default_factory=list)


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
) -> list[_Filled]:
    """Have every elector vote in every scrutin, by each engine in turn."""
    counted = Counted(tell, Stage.BALLOTS, stand.ballots * len(scrutins))
    electors = [private_credential(draw_identifier(stand.draw)) for _ in range(stand.ballots)]
    filled = []
    for uuid, lists in scrutins.items():
        board = keys.boards[uuid]
        election = make_election(
            uuid=uuid,
            name=stand.election,
            title=lists.title,
            lists=[each.name for each in lists.lists],
            key=board.key,
            organiser=stand.organiser,
        )
        urn = _Filled(
            lists,
            Scrutin(election, board),
            [public_credential(each, uuid) for each in electors],
            voted=[0] * (len(lists.lists) + 1),
        )
        for number, credential in enumerate(electors):
            first = number % len(stand.engines)
            engines = [*stand.engines[first:], *stand.engines[:first]]
            choice = stand.draw(len(urn.voted))
            made = make_checked_ballot(engines, urn.scrutin, credential, choice)
            urn.cast.append(made.text)
            urn.voted[choice] += 1
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


def _count(stand: Stand, urn: _Filled, shares: Iterable[Share]) -> RehearsedScrutin:
    """Write the archive of a scrutin, count it and have it verified."""
    election, board = urn.scrutin.election, urn.scrutin.board
    path = stand.folder / f"{election.uuid}.bel"
    tally = add_up(election.lists, map(ciphertexts, urn.cast))
    with path.open("wb") as file:
        archive = ArchiveWriter(file, stand.opening)
        archive.setup(election, board, urn.credentials)
        for ballot in sorted(urn.cast):
            archive.ballot(ballot)
        archive.end_ballots()
        archive.tally(tally, len(urn.cast))
        decryptions = {
            share.trustee: decrypt_share(election, tally, share, stand.draw) for share in shares
        }
        for member, text in decryptions.items():
            archive.decryption(member, text)
        result = count(election, board, tally, decryptions, len(urn.cast))
        _require_voted(urn, result)
        if stand.tool:
            file.flush()
            _require_voted(urn, stand.tool.compute_result(path))
        archive.result(result)
    with path.open("rb") as written:
        verify_archive(written, processes=1)
    if stand.tool:
        stand.tool.verify_archive(path)
    (votes,) = result.result
    return RehearsedScrutin(
        code=urn.lists.code,
        title=urn.lists.title,
        lists=tuple(each.short for each in urn.lists.lists),
        blank=votes[0],
        votes=votes[1:],
        archive=path,
    )


def _require_voted(urn: _Filled, result: Result) -> None:
    if result.result != (tuple(urn.voted),):
        raise RehearsalFailed(_OTHER_RESULT.format(code=urn.lists.code))


_OTHER_RESULT = (
    "L'essai du scrutin {code} a compté autre chose que ce qui a été voté. N'ouvrez pas le vote "
    "avec ce programme : gardez le dossier de l'essai (« --keep ») et montrez-le à votre expert."
)


def _share_file(stand: Stand, number: int) -> Path:
    return stand.folder / f"part-{number}.json"
