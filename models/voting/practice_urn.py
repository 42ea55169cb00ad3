"""The urn of an election that is held for practice: filled, opened, counted, its archive verified.

Everything is done as in a real one, by the same functions: each engine makes ballots in turn and
the other checks them, and the archive is counted and verified by both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.errors import RehearsalFailed
from models.views.candidate_lists import ScrutinLists
from models.views.rehearsal import RehearsedScrutin
from models.voting.archive import ArchiveWriter
from models.voting.ballots import ciphertexts
from models.voting.belenios_tool import Tool
from models.voting.counting import Tally, add_up, count
from models.voting.credentials import public_credential
from models.voting.elections import make_election
from models.voting.engines import Engine, Scrutin, make_checked_ballot
from models.voting.messages import Result
from models.voting.trustees import Board
from models.voting.verification import verify_archive

OTHER_RESULT = (
    "L'essai du scrutin {code} a compté autre chose que ce qui a été voté. N'ouvrez pas le vote "
    "avec ce programme : refaites l'essai par « espace-electeur admin vote rehearse --keep » et "
    "montrez son dossier à votre expert."
)


@dataclass(frozen=True, slots=True)
class PracticeUrn:
    """The urn of a scrutin in which one votes for practice.

    Attributes:
        lists: The scrutin with its lists.
        scrutin: Its public parameters.
        credentials: The public credentials of those who have voted.
        cast: Their ballots.
        voted: How many ballots chose the blank vote and each list.
    """

    lists: ScrutinLists
    scrutin: Scrutin
    credentials: list[bytes] = field(default_factory=list)
    cast: list[bytes] = field(default_factory=list, repr=False)
    voted: list[int] = field(default_factory=list)

    def vote(self, engines: Sequence[Engine], credential: str, choice: int) -> None:
        """Put a ballot in, made by one engine and checked by the others; they take turns.

        Args:
            engines: Those of this machine.
            credential: The private credential of who votes.
            choice: The place of a list, from 1, or `ballots.BLANK`.

        Raises:
            BallotRefused: A checker refuses what the maker made.
            EngineUnavailable: An engine cannot be used, or fails.
        """
        first = len(self.cast) % len(engines)
        in_turn = [*engines[first:], *engines[:first]]
        made = make_checked_ballot(in_turn, self.scrutin, credential, choice)
        self.credentials.append(public_credential(credential, self.scrutin.election.uuid))
        self.cast.append(made.text)
        self.voted[choice] += 1

    def tally(self) -> Tally:
        """Return the encrypted tally of all ballots."""
        return add_up(self.scrutin.election.lists, map(ciphertexts, self.cast))


def make_urn(
    lists: ScrutinLists, board: Board, *, uuid: str, name: str, organiser: str
) -> PracticeUrn:
    """Return an empty urn under the key of a board.

    Args:
        lists: The scrutin with its lists, one at least.
        board: Whose key it is.
        uuid: The identifier of an election of its own.
        name: The title of the whole election.
        organiser: Who holds it.
    """
    election = make_election(
        uuid=uuid,
        name=name,
        title=lists.title,
        lists=[each.name for each in lists.lists],
        key=board.key,
        organiser=organiser,
    )
    return PracticeUrn(lists, Scrutin(election, board), voted=[0] * (len(lists.lists) + 1))


def count_urn(
    urn: PracticeUrn,
    tally: Tally,
    decryptions: Mapping[int, bytes],
    *,
    folder: Path,
    opening: int,
    tool: Tool | None,
) -> RehearsedScrutin:
    """Write the archive of an urn, count it and have it verified.

    Args:
        urn: The urn.
        tally: Of its ballots.
        decryptions: Partial decryptions by the number of their member, as many as open the urn.
        folder: Where the archive goes.
        opening: Seconds since 1970 of the opening of the vote.
        tool: Counts and verifies it, too, if it is there.

    Raises:
        RehearsalFailed: Something else was counted than had been voted.
        CountRefused, ArchiveRefused, EngineUnavailable: An engine refuses what another one made, or
            fails.
        OSError: The folder cannot be written.
    """
    election, board = urn.scrutin.election, urn.scrutin.board
    path = folder / f"{election.uuid}.bel"
    with path.open("wb") as file:
        archive = ArchiveWriter(file, opening)
        archive.setup(election, board, urn.credentials)
        for ballot in sorted(urn.cast):
            archive.ballot(ballot)
        archive.end_ballots()
        archive.tally(tally, len(urn.cast))
        for member, text in decryptions.items():
            archive.decryption(member, text)
        result = count(election, board, tally, decryptions, len(urn.cast))
        _require_voted(urn, result)
        if tool:
            file.flush()
            _require_voted(urn, tool.compute_result(path))
        archive.result(result)
    with path.open("rb") as written:
        verify_archive(written, processes=1)
    if tool:
        tool.verify_archive(path)
    (votes,) = result.result
    return RehearsedScrutin(
        code=urn.lists.code,
        title=urn.lists.title,
        lists=tuple(each.short for each in urn.lists.lists),
        blank=votes[0],
        votes=votes[1:],
        archive=path,
    )


def _require_voted(urn: PracticeUrn, result: Result) -> None:
    if result.result != (tuple(urn.voted),):
        raise RehearsalFailed(OTHER_RESULT.format(code=urn.lists.code))
