"""Opening a ballot: the lists of a scrutin before whoever is about to choose."""

from __future__ import annotations

from models.context import Context
from models.errors import SealBroken
from models.services.accounts.sessions import require_session
from models.services.vote.parts import Part
from models.services.vote.scrutins import require_not_voted, require_open, sealed_scrutin
from models.settings.presented_lists import lists_of
from models.views.candidate_lists import ScrutinLists
from models.views.vote import OpenBallot, VoteAccess


def open_ballot(context: Context, access: VoteAccess, scrutin: str) -> OpenBallot:
    """Return the lists of a scrutin in the order drawn by lot.

    Args:
        context: The open election.
        access: Both means of access, given in this visit.
        scrutin: Its code.

    Raises:
        SessionExpired: The session is no longer valid.
        VoteNotPrepared: Nobody votes in this scrutin here, or this person does not.
        AlreadyVoted: They have voted in it.
        WindowNotOpen, WindowClosed: The vote is not open.
        SealBroken: The lists are no more those that were sealed.
        ListsFileError, ElectionFileError: They cannot be read.
    """
    with context.connection():
        account = require_session(access.session)
        sealed = sealed_scrutin(account.elector_id, scrutin)
        require_not_voted(account.elector_id, sealed.row.id)
        require_open(context, sealed.row)
    lists = lists_of(context.election, scrutin)
    (question,) = sealed.election.parameters.questions
    if question.answers != tuple(one.name for one in lists):
        raise SealBroken(parts=[Part.LISTS.label])
    row = sealed.row
    presented = ScrutinLists(row.code, row.short, row.title, row.seats, lists)
    return OpenBallot(presented, context.now)
