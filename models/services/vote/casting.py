"""Voting: a ballot is made from a choice, checked, and taken into the urn."""

from __future__ import annotations

from random import SystemRandom

from models.context import Context
from models.errors import EngineUnavailable
from models.services.accounts.sessions import require_session
from models.services.audit.refusals import refusals_recorded
from models.services.audit.trail import CAST_BALLOT
from models.services.vote.depositing import deposit_ballot
from models.services.vote.identifiers import credential_of
from models.services.vote.scrutins import (
    find_signature,
    require_not_voted,
    require_open,
    sealed_scrutin,
)
from models.views.vote import OpenBallot, Receipt, VoteAccess
from models.voting.belenios_tool import find_tool
from models.voting.credentials import private_credential
from models.voting.engines import Engine, OwnEngine, make_checked_ballot
from models.voting.identifiers import parse_identifier


def cast_ballot(
    context: Context, access: VoteAccess, ballot: OpenBallot, choice: int, *, source: str
) -> Receipt:
    """Vote: the choice is in the memory of this process only, until its ballot is made.

    Whatever dies, ballot and line of the signature list are both there, or neither. Called again
    after an answer that was lost, it says that the person has voted.

    Args:
        context: The open election.
        access: Both means of access, given in this visit.
        ballot: The one that was opened.
        choice: The place of a list in its order, from 1, or 0 for the blank vote.
        source: Where the person is.

    Raises:
        SessionExpired: The session is no longer valid.
        VoteNotPrepared: Nobody votes in this scrutin here, or this person does not.
        AlreadyVoted: They have voted in it.
        WindowNotOpen, WindowClosed: The vote is not open.
        NoticeReplaced, WrongIdentifier: The notice is no more theirs.
        EngineUnavailable: belenios-tool is missing, or fails.
        BallotRefused: The two implementations do not agree.
    """
    code, address = ballot.scrutin.code, access.session.person.address
    with refusals_recorded(context, CAST_BALLOT, address, source):
        identifier = parse_identifier(access.identifier)
        with context.connection():
            elector_id = require_session(access.session).elector_id
            sealed = sealed_scrutin(elector_id, code)
            require_not_voted(elector_id, sealed.row.id)
            require_open(context, sealed.row, opened_at=ballot.opened_at)
        credential = credential_of(context, elector_id, code, identifier)
        private = private_credential(identifier)
        made = make_checked_ballot(_engines(context), sealed.for_engines, private, choice)
        tracker = deposit_ballot(
            context,
            elector_id,
            code,
            credential,
            made.text,
            opened_at=ballot.opened_at,
            checked=made.words,
            source=source,
        )
    with context.connection():
        voted_at = find_signature(elector_id, sealed.row.id) or context.now
    row = sealed.row
    return Receipt(row.code, row.short, row.title, tracker, voted_at, made.words)


def _engines(context: Context) -> list[Engine]:
    """Return the engines of this machine in an order that is drawn: each makes half the ballots.

    Raises:
        EngineUnavailable: belenios-tool cannot be used, and the election asks for both.
    """
    engines: list[Engine] = [OwnEngine()]
    try:
        engines.append(find_tool())
    except EngineUnavailable as missing:
        board = context.election.board
        if board is None or board.engines == "both":
            # Whoever votes cannot install it; `admin check` tells who can.
            raise EngineUnavailable().because("no tool that can be used") from missing
    SystemRandom().shuffle(engines)
    return engines
