"""A scrutin as it is voted in: who is called to it, whether they have voted, what was sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.context import Context
from models.errors import AlreadyVoted, VoteNotPrepared, WindowClosed, WindowNotOpen
from models.rules.calendar import WindowState
from models.tables.electors import RollEntry, Scrutin
from models.tables.urn import ClosedUrn, Signature
from models.tables.vote_seal import ScrutinKey, VoteSeal
from models.voting import engines
from models.voting.elections import PublicElection, parse_election
from models.voting.trustees import parse_board


@dataclass(frozen=True, slots=True)
class SealedScrutin:
    """A scrutin of a sealed election, to which somebody is called.

    Attributes:
        row: What the roll says of it.
        election: Its parameters in the protocol, as they were sealed.
        trustees: Its board, as it is archived.
    """

    row: Scrutin
    election: PublicElection
    trustees: bytes

    @property
    def for_engines(self) -> engines.Scrutin:
        """What ballots are made with and checked against.

        Only who makes one needs the board: everything in it is checked each time, for 13 ms.
        """
        return engines.Scrutin(self.election, parse_board(self.trustees))


def sealed_scrutin(elector_id: int, code: str) -> SealedScrutin:
    """Return a scrutin that a person is called to, inside a connection.

    Raises:
        VoteNotPrepared: They are not, the election is not sealed, or nobody presents a list.
    """
    key = (
        ScrutinKey.select(ScrutinKey, Scrutin)
        .join(Scrutin)
        .join(RollEntry)
        .where((RollEntry.elector == elector_id) & (Scrutin.code == code))
        .get_or_none()
    )
    if key is None or not key.election or not VoteSeal.select().exists():
        raise VoteNotPrepared
    return SealedScrutin(key.scrutin, parse_election(key.election.encode()), key.trustees.encode())


def require_not_voted(elector_id: int, scrutin_id: int) -> None:
    """Require that a person is not on the signature list of a scrutin, inside a connection.

    Raises:
        AlreadyVoted: With the moment.
    """
    signed_at = find_signature(elector_id, scrutin_id)
    if signed_at is not None:
        raise AlreadyVoted(moment=signed_at)


def find_signature(elector_id: int, scrutin_id: int) -> datetime | None:
    """Return when a person has voted in a scrutin, None if they have not; in a connection."""
    signature = Signature.get_or_none(
        (Signature.elector == elector_id) & (Signature.scrutin == scrutin_id)
    )
    return signature.signed_at if signature else None


def require_open(context: Context, scrutin: Scrutin, *, opened_at: datetime | None = None) -> None:
    """Require that a ballot may come into the urn of a scrutin now, inside a connection.

    Once the urn is closed none does, whatever the clock of a machine says.

    Args:
        context: The open election.
        scrutin: Its row: it may have dates of its own.
        opened_at: When the person opened their ballot, aware: whoever did so before the end may
            have some minutes to finish it (`vote_grace_minutes`).

    Raises:
        WindowNotOpen: The vote has not begun, with its opening.
        WindowClosed: It is over, with its end.
    """
    calendar = context.election.calendar_of(scrutin.code)
    window = calendar.vote
    closed = ClosedUrn.get_or_none(ClosedUrn.scrutin == scrutin.id)
    state = window.state(context.now)
    in_time = opened_at is not None and window.state(opened_at) is WindowState.OPEN
    if in_time and state is WindowState.AFTER and context.now < calendar.last_ballots:
        state = WindowState.OPEN
    if closed is not None or state is WindowState.AFTER:
        raise WindowClosed(moment=window.closes).because("closed")
    if state is WindowState.BEFORE:
        raise WindowNotOpen(moment=window.opens).because("early")
