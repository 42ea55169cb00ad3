"""Finding a ballot in the urn again: by the means of access that made it, or by its tracker."""

from __future__ import annotations

from models.context import Context
from models.errors import ReceiptUnknown, TrackerRefused, TrackerUnknown
from models.rules.calendar import WindowState
from models.rules.trackers import parse_tracker
from models.services.accounts.sessions import require_session
from models.services.vote.destroyed import destroyed_at
from models.services.vote.identifiers import credential_of
from models.services.vote.scrutins import find_signature, sealed_scrutin
from models.tables.count import ScrutinCount
from models.tables.electors import Scrutin
from models.tables.urn import ClosedUrn, UrnBallot
from models.tables.vote_seal import VoteSeal
from models.views.vote import FoundBallot, Receipt, VoteAccess
from models.voting.identifiers import parse_identifier

BEHIND = "~"
"""Sorts behind every character of a tracker."""
DESTROYED = (
    "Les bulletins de cette élection ont été détruits : cherchez votre numéro de suivi dans les "
    "archives publiées avec les résultats."
)
SEVERAL = "Plusieurs bulletins commencent ainsi : saisissez le numéro de suivi en entier."


def find_receipt(context: Context, access: VoteAccess, scrutin: str) -> Receipt:
    """Return the receipt of a person's ballot again: their identifier alone finds it.

    Raises:
        SessionExpired: The session is no longer valid.
        VoteNotPrepared: Nobody votes in this scrutin here, or this person does not.
        NoticeReplaced, WrongIdentifier: The notice is no more theirs.
        ReceiptUnknown: No ballot was made with it.
    """
    with context.connection():
        elector_id = require_session(access.session).elector_id
        row = sealed_scrutin(elector_id, scrutin).row
    identifier = parse_identifier(access.identifier)
    credential = credential_of(context, elector_id, scrutin, identifier)
    with context.connection():
        ballot = (
            UrnBallot.select(UrnBallot.tracker)
            .where((UrnBallot.scrutin == row.id) & (UrnBallot.credential == credential))
            .get_or_none()
        )
        signed_at = find_signature(elector_id, row.id)
    if ballot is None or signed_at is None:
        raise ReceiptUnknown(context.election.texts.line("vote.receipt.unknown"))
    return Receipt(row.code, row.short, row.title, ballot.tracker, signed_at)


def can_be_checked(context: Context) -> bool:
    """Return whether there is an urn in which anybody can look for a ballot.

    The vote has begun, and the urns are not destroyed yet.
    """
    if context.election.calendar.vote.state(context.now) is WindowState.BEFORE:
        return False
    with context.connection():
        return bool(VoteSeal.select().exists()) and destroyed_at() is None


def look_up_ballot(context: Context, tracker: str) -> FoundBallot:
    """Return the ballot of a tracker, for whoever has it: nobody need sign in.

    Args:
        context: The open election.
        tracker: As typed, its first twelve characters at least.

    Raises:
        TrackerRefused: It is none, several ballots begin like that, or the urns are destroyed.
        TrackerUnknown: No ballot of any urn has it.
    """
    begins = parse_tracker(tracker)
    with context.connection():
        if destroyed_at() is not None:
            raise TrackerRefused(DESTROYED)
        scrutins = {row.id: row for row in Scrutin.select()}
        found = list(
            UrnBallot.select(UrnBallot.scrutin, UrnBallot.tracker)
            .where(
                UrnBallot.scrutin.in_(list(scrutins))
                & (UrnBallot.tracker >= begins)
                & (UrnBallot.tracker < f"{begins}{BEHIND}")
            )
            .limit(2)
        )
        if not found:
            raise TrackerUnknown
        if len(found) > 1:
            raise TrackerRefused(SEVERAL)
        (ballot,) = found
        closed = ClosedUrn.select().where(ClosedUrn.scrutin == ballot.scrutin_id).exists()
        counted = _is_counted(ballot.scrutin_id)
    row = scrutins[ballot.scrutin_id]
    return FoundBallot(row.short, row.title, ballot.tracker, closed, counted)


def _is_counted(scrutin: int) -> bool:
    """Return whether the ballots of an urn are those that were counted, inside a connection.

    With one more or one less than then, none of them is said to be in the result.
    """
    count = ScrutinCount.get_or_none(ScrutinCount.scrutin == scrutin)
    if count is None or count.counted_at is None:
        return False
    in_urn = UrnBallot.select(UrnBallot.tracker).where(UrnBallot.scrutin == scrutin)
    return bool(in_urn.count() == count.ballots)
