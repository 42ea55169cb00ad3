"""Verifying a whole archive, on all cores (specification, § 3.5).

More is asked for than by `belenios-tool election verify`: the sum of the ballots is made again, no
event comes twice or beside the others, and a credential votes once, as the law wants it. By itself,
the protocol counts the last ballot of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import BinaryIO, TypeVar

from models.errors import ArchiveRefused, CountRefused
from models.voting.archive import EVENT_TYPES, EventType, Record, read_archive
from models.voting.checking import CheckedBallots, WrongBallot, check_ballots, checkers, cores
from models.voting.counting import Tally, add_up, check_decryption, count, tally_text
from models.voting.elections import PublicElection, parse_election
from models.voting.listed_credentials import ListedCredentials
from models.voting.messages import EncryptedTally, Owned, Result, SetupData, canonical
from models.voting.trustees import Board, parse_board

Progress = Callable[[int], None]
"""Is called with the number of ballots that have been checked."""


@dataclass(frozen=True, slots=True)
class Verified:
    """An archive in which everything is right.

    Attributes:
        election: The scrutin.
        board: Its board.
        ballots: How many ballots there are.
        result: How many chose the blank vote and each list; None before the count.
        setup: What names its setup (`archive.setup_fingerprint`).
    """

    election: PublicElection
    board: Board
    ballots: int
    result: Result | None
    setup: str


def verify_archive(
    file: BinaryIO, *, processes: int | None = None, progress: Progress = lambda _: None
) -> Verified:
    """Verify an archive whole, with one ballot or result or with none yet.

    Args:
        file: From its beginning.
        processes: How many check ballots: as many as there are cores, 1 for this one alone.
        progress: Told how far it is.

    Raises:
        ArchiveRefused: Something is missing, altered, twice or out of order; `cause` says what.
    """
    try:
        with checkers(processes or cores()) as executor:
            return _verify(file, executor, progress)
    except (ValueError, CountRefused) as error:
        cause = error.cause if isinstance(error, CountRefused) else str(error)
        raise ArchiveRefused().because(cause) from error


def _verify(file: BinaryIO, executor: Executor | None, progress: Progress) -> Verified:
    groups = _in_order(groupby(read_archive(file), key=lambda record: record.event.type))
    _, records = next(groups)
    urn, setup = _setup(_only(records))
    decryptions: dict[int, bytes] = {}
    tally: Tally = ()
    result = None
    for kind, records in groups:
        match kind:
            case "Ballot":
                ballots = (_only(record.data) for record in records)
                for checked in check_ballots(urn.election, ballots, executor):
                    urn.take(checked)
                    progress(urn.ballots)
            case "EndBallots":
                _require(not _only(records).data, "data after EndBallots")
            case "EncryptedTally":
                tally = urn.tally()
                _check_tally(tally, urn.ballots, _only(records))
            case "PartialDecryption":
                for record in records:
                    member, text = _owned(record)
                    _require(member not in decryptions, "two decryptions of one member")
                    check_decryption(urn.election, urn.board, tally, member, text)
                    decryptions[member] = text
            case "Result":
                result = count(urn.election, urn.board, tally, decryptions, urn.ballots)
                _require(canonical(_only(_only(records).data), Result) == result, "another result")
    return Verified(urn.election, urn.board, urn.ballots, result, setup)


class _Urn:
    """The ballots of an archive as they are checked."""

    def __init__(
        self, election: PublicElection, board: Board, credentials: ListedCredentials
    ) -> None:
        self.election = election
        self.board = board
        self.ballots = 0
        self._credentials = credentials
        self._total = add_up(election.lists, ())

    def take(self, checked: CheckedBallots) -> None:
        """Take ballots that were checked.

        Raises:
            ValueError: One is wrong, or of a credential that may not vote, or has voted.
        """
        for found in checked.found:
            if isinstance(found, WrongBallot):
                raise ValueError(found.cause)
            self._credentials.use(found)
        self.ballots += len(checked.found)
        self._total = add_up(self.election.lists, (self._total, checked.total))

    def tally(self) -> Tally:
        """Return the encrypted tally of all ballots."""
        return self._total


Found = TypeVar("Found")
Groups = Iterator[tuple[EventType, Iterator[Record]]]


def _in_order(groups: Iterable[tuple[EventType, Iterator[Record]]]) -> Groups:
    """Yield the groups of events, of which none but the ballots may be missing in between."""
    expected = list(EVENT_TYPES)
    for kind, records in groups:
        while expected and expected[0] != kind:
            _require(expected.pop(0) == "Ballot", "an event out of order")
        _require(bool(expected), "an event after Result")
        expected.pop(0)
        yield kind, records
    _require(len(expected) < len(EVENT_TYPES), "no event")


def _setup(record: Record) -> tuple[_Urn, str]:
    """Return an urn without ballots for the first event, and what names that setup."""
    election_text, board_text, credentials_text, data_text = record.data
    digests = (sha256(text).hexdigest() for text in record.data[:3])
    _require(canonical(data_text, SetupData) == SetupData(*digests), "setup of other data")
    election, board = parse_election(election_text), parse_board(board_text)
    _require(election.key == board.key, "an election of another board")
    urn = _Urn(election, board, ListedCredentials(credentials_text))
    return urn, sha256(data_text).hexdigest()


def _check_tally(tally: Tally, ballots: int, record: Record) -> None:
    text, sized = record.data
    expected = EncryptedTally(ballots, ballots, sha256(text).hexdigest())
    _require(canonical(sized, EncryptedTally) == expected, "a tally of other ballots")
    _require(text == tally_text(tally), "a tally that its ballots do not give")


def _owned(record: Record) -> tuple[int, bytes]:
    text, owned_text = record.data
    owned = canonical(owned_text, Owned)
    _require(owned.payload == sha256(text).hexdigest(), "a decryption of nobody")
    return owned.owner, text


def _only(found: Iterable[Found]) -> Found:
    """Return the only one there is.

    Raises:
        ValueError: There is none, or more.
    """
    (one,) = found
    return one


def _require(condition: bool, cause: str) -> None:
    if not condition:
        raise ValueError(f"archive: {cause}")
