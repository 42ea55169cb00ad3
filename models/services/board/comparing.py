"""Going through an urn before its count: every ballot is checked, compared and added up."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from peewee import SQL, fn

from models.context import Context
from models.errors import SealBroken
from models.rules.french_numbers import say_count, say_number
from models.rules.trackers import show_tracker
from models.services.vote.closing import closed_ballots
from models.services.vote.credential_keys import public_keys
from models.services.vote.urns import Urn, entries_of
from models.tables.notices import PublicCredential
from models.tables.urn import ClosedUrn, Signature, UrnBallot
from models.tables.vote_seal import ScrutinKey
from models.views.progress import Counted
from models.voting.archive import setup_fingerprint
from models.voting.ballots import tracker
from models.voting.checking import WrongBallot, check_ballots
from models.voting.counting import Tally, add_up, tally_text
from models.voting.elections import PublicElection, parse_election
from models.voting.group import Point, point_text
from models.voting.trustees import parse_board

OTHER_SETUP = "Ses clés, ses listes ou ses électeurs ne sont plus ceux qui ont été scellés."
NO_CLOSING = "La ligne de sa fermeture a disparu de la base."
OTHER_CLOSING = (
    "La ligne de sa fermeture n'est plus celle dont la chaîne d'audit a gardé l'empreinte."
)
OTHER_NUMBER = "L'urne a {ballots} ; elle en avait {closed} à la fermeture."
OTHER_BALLOTS = "L'urne n'a plus les mêmes bulletins qu'à la fermeture."
ALTERED = "{ballots} sans rapport avec le numéro de suivi : {tracker}"
WRONG = "{ballots} sans preuves justes : {tracker}"
OTHER_CREDENTIAL = "{ballots} d'une autre clé publique que celle de l'urne : {tracker}"
STRANGERS = "{ballots} d'une clé publique qui n'est pas inscrite dans ce scrutin."
TWICE = "{keys} avec plus d'un bulletin."
NOT_AS_TAKEN = "Avant le dépouillement, {ballots} dans l'urne pour {taken}."
UNEVEN = "Avant le dépouillement, {ballots} dans l'urne pour {signatures} d'émargement."
OTHER_SIGNATURES = "{signatures} d'émargement ; il y en avait {closed} à la fermeture."


@dataclass(frozen=True, slots=True)
class Comparison:
    """What an urn was found to hold.

    Attributes:
        ballots: How many.
        tally: What they add up to, as it is archived; empty if they cannot be counted.
        troubles: Why they cannot be counted, each in a French sentence.
        differences: What the minutes have to say, and does not keep them from being counted.
    """

    ballots: int
    tally: bytes
    troubles: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()


def compare_urn(
    context: Context, urn: Urn, taken: int | None, executor: Executor | None, counted: Counted
) -> Comparison:
    """Check and add up the ballots of a closed urn, inside a snapshot; memory stays flat.

    Each ballot has to be that of its tracker, right in all its proofs, and of a public credential
    of the scrutin that no other one has; all together those of the closing, by the fingerprint of
    their trackers, which the audit chain has too. The signature list is compared with both, and
    the votes that the chain has with the ballots.

    Args:
        context: The open election.
        urn: Which one.
        taken: How many votes the audit chain has of it; None: it was not asked.
        executor: What `checking.checkers` gives.
        counted: Told how many ballots are checked.
    """
    election = _sealed_election(context, urn)
    if election is None:
        return Comparison(0, b"", (OTHER_SETUP,))
    pass_through = _Pass(election.lists)
    pass_through.read(context, urn, election, executor, counted)
    troubles = [
        *_against_closing(context, urn, pass_through),
        *pass_through.troubles(),
        *_against_credentials(urn),
    ]
    return Comparison(
        ballots=pass_through.ballots,
        tally=b"" if troubles else tally_text(pass_through.total),
        troubles=tuple(troubles),
        differences=(
            *_against_signatures(urn, pass_through.ballots),
            *_against_chain(taken, pass_through.ballots),
        ),
    )


def _sealed_election(context: Context, urn: Urn) -> PublicElection | None:
    """Return the parameters of a scrutin, None if its setup is not the one that was sealed."""
    key = ScrutinKey.get(ScrutinKey.scrutin == urn.scrutin)
    try:
        election, board = parse_election(key.election.encode()), parse_board(key.trustees.encode())
    except ValueError:
        return None
    setup = setup_fingerprint(election, board, public_keys(context, urn.scrutin))
    return election if setup == key.setup and election.key == board.key else None


@dataclass(slots=True)
class _Faults:
    """Ballots in which the same thing is wrong: their number, and one of them."""

    number: int = 0
    first: str = ""

    def add(self, tracker_text: str) -> None:
        self.number += 1
        self.first = self.first or tracker_text

    def said(self, sentence: str) -> Iterator[str]:
        if self.number:
            named = show_tracker(self.first) + ("…" if self.number > 1 else ".")
            yield sentence.format(ballots=say_count(self.number, "bulletin"), tracker=named)


@dataclass(slots=True)
class _Pass:
    """One pass over the ballots of an urn."""

    lists: int
    ballots: int = 0
    fingerprint: str = ""
    total: Tally = ()
    altered: _Faults = field(default_factory=_Faults)
    wrong: _Faults = field(default_factory=_Faults)
    of_another: _Faults = field(default_factory=_Faults)

    def read(
        self,
        context: Context,
        urn: Urn,
        election: PublicElection,
        executor: Executor | None,
        counted: Counted,
    ) -> None:
        """Read the urn once; few ballots are held at once."""
        self.total = add_up(self.lists, ())
        digest = sha256()
        waiting: deque[tuple[str, str]] = deque()

        def texts() -> Iterator[bytes]:
            for kept, credential, text in entries_of(context, urn):
                digest.update(f"{kept}\n".encode())
                if tracker(text) != kept:
                    self.altered.add(kept)
                waiting.append((kept, credential))
                yield text

        for checked in check_ballots(election, texts(), executor):
            for found in checked.found:
                self._take(found, *waiting.popleft())
            self.total = add_up(self.lists, (self.total, checked.total))
            counted.add(len(checked.found))
        self.fingerprint = digest.hexdigest()

    def _take(self, found: Point | WrongBallot, kept: str, credential: str) -> None:
        self.ballots += 1
        if isinstance(found, WrongBallot):
            self.wrong.add(kept)
        elif point_text(found) != credential:
            self.of_another.add(kept)

    def troubles(self) -> Iterator[str]:
        """Yield what is wrong with single ballots."""
        yield from self.altered.said(ALTERED)
        yield from self.wrong.said(WRONG)
        yield from self.of_another.said(OTHER_CREDENTIAL)


def _against_closing(context: Context, urn: Urn, found: _Pass) -> Iterator[str]:
    """Yield how an urn differs from what it was at its closing."""
    closed = ClosedUrn.get_or_none(ClosedUrn.scrutin == urn.scrutin)
    if closed is None:
        yield NO_CLOSING
        return
    try:
        if closed_ballots(context, urn) is None:
            yield OTHER_CLOSING
    except SealBroken as error:  # edited since the chain was verified
        yield str(error)
    if found.ballots != closed.ballots:
        ballots = say_count(found.ballots, "bulletin")
        yield OTHER_NUMBER.format(ballots=ballots, closed=say_number(closed.ballots))
    elif found.fingerprint != closed.fingerprint:
        yield OTHER_BALLOTS


def _against_chain(taken: int | None, ballots: int) -> Iterator[str]:
    """Yield how many votes were taken, if there are not as many ballots."""
    if taken not in (None, ballots):
        yield NOT_AS_TAKEN.format(
            ballots=say_count(ballots, "bulletin"),
            taken=say_count(taken or 0, "vote pris", plural="votes pris"),
        )


def _against_credentials(urn: Urn) -> Iterator[str]:
    """Yield whether the urn has ballots of strangers, or two of one elector.

    The database compares: both lists are sorted there, and as long as the roll.
    """
    in_urn = UrnBallot.scrutin == urn.scrutin
    listed = PublicCredential.select(SQL("1")).where(
        (PublicCredential.scrutin == urn.scrutin) & (PublicCredential.key == UrnBallot.credential)
    )
    if strangers := UrnBallot.select().where(in_urn, ~fn.EXISTS(listed)).count():
        yield STRANGERS.format(ballots=say_count(strangers, "bulletin"))
    several: Any = (
        UrnBallot.select(UrnBallot.credential)
        .where(in_urn)
        .group_by(UrnBallot.credential)
        .having(fn.COUNT(SQL("1")) > 1)
    )
    if twice := several.count():
        yield TWICE.format(keys=say_count(twice, "clé"))


def _against_signatures(urn: Urn, ballots: int) -> Iterator[str]:
    """Yield how the signature list differs from the urn, and from what it was at the closing."""
    signatures = Signature.select().where(Signature.scrutin == urn.scrutin).count()
    closed = ClosedUrn.get_or_none(ClosedUrn.scrutin == urn.scrutin)
    lines = say_count(signatures, "ligne")
    if signatures != ballots:
        yield UNEVEN.format(ballots=say_count(ballots, "bulletin"), signatures=lines)
    if closed is not None and signatures != closed.signatures:
        yield OTHER_SIGNATURES.format(signatures=lines, closed=say_number(closed.signatures))
