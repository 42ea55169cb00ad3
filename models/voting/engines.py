"""Who makes and checks ballots: two independent implementations behind one protocol.

Each ballot is made by one and checked by the other, if both are there; `engine_words` says which
was the case.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from models.voting import ballots
from models.voting.credentials import secret_key
from models.voting.elections import PublicElection
from models.voting.trustees import Board

CHECKED_BY_ONE = "vérifié par un seul programme"
CHECKED_BY_BOTH = "vérifié par deux programmes indépendants"


@dataclass(frozen=True, slots=True)
class Scrutin:
    """What a ballot is made with and checked against, all of it public."""

    election: PublicElection
    board: Board


class Engine(Protocol):
    """An implementation of the protocol."""

    @property
    def name(self) -> str:
        """What the audit and the minutes call it, with its version."""

    def make_ballot(self, scrutin: Scrutin, credential: str, choice: int) -> bytes:
        """Return a ballot.

        Args:
            scrutin: The scrutin that it is for.
            credential: The private credential, with its dashes.
            choice: The place of a list in its order, from 1, or `ballots.BLANK`.

        Raises:
            EngineUnavailable: The engine cannot be used on this machine, or fails.
        """

    def check_ballot(self, scrutin: Scrutin, text: bytes) -> None:
        """Check a ballot whole.

        Raises:
            BallotRefused: It is not valid.
            EngineUnavailable: The engine cannot be used on this machine, or fails.
        """


class OwnEngine:
    """This program's implementation, on the group operations of libsodium."""

    name = "espace-electeur"

    def make_ballot(self, scrutin: Scrutin, credential: str, choice: int) -> bytes:
        """Return a ballot."""
        secret = secret_key(credential, scrutin.election.uuid)
        return ballots.make_ballot(scrutin.election, secret, choice, secrets.randbelow)

    def check_ballot(self, scrutin: Scrutin, text: bytes) -> None:
        """Check a ballot whole."""
        ballots.check_ballot(scrutin.election, text)


@dataclass(frozen=True, slots=True)
class MadeBallot:
    """A ballot that all engines of the machine find valid.

    Attributes:
        text: As it is archived.
        tracker: By which its voter finds it again.
        maker: The name of the engine that made it.
        checkers: The names of those that checked it.
    """

    text: bytes
    tracker: str
    maker: str
    checkers: tuple[str, ...]

    @property
    def words(self) -> str:
        """How many implementations stand behind it, in French."""
        return engine_words({self.maker, *self.checkers})


def engine_words(names: set[str]) -> str:
    """Return in French how many implementations have checked something."""
    return CHECKED_BY_BOTH if len(names) > 1 else CHECKED_BY_ONE


def make_checked_ballot(
    engines: Sequence[Engine], scrutin: Scrutin, credential: str, choice: int
) -> MadeBallot:
    """Return a ballot that one engine has made and the others have checked.

    Args:
        engines: The maker first. If it is alone, it checks its own ballot.
        scrutin: The scrutin that it is for.
        credential: The private credential of whoever votes.
        choice: The place of a list, from 1, or `ballots.BLANK`.

    Raises:
        BallotRefused: A checker refuses what the maker made: one of them is wrong.
        EngineUnavailable: An engine cannot be used, or fails.
    """
    maker, *others = engines
    text = maker.make_ballot(scrutin, credential, choice)
    checkers = others or [maker]
    for checker in checkers:
        checker.check_ballot(scrutin, text)
    return MadeBallot(
        text, ballots.tracker(text), maker.name, tuple(checker.name for checker in checkers)
    )
