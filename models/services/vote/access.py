"""Entering the vote: identifiant de vote and voter password, once a visit."""

from __future__ import annotations

from models.context import Context
from models.crypto.bound_hashes import Owner
from models.errors import VotePasswordRefused, WindowNotOpen
from models.rules.calendar import WindowState
from models.services.accounts.sessions import require_session
from models.services.audit.refusals import refusals_recorded
from models.services.shared.counts import Tried
from models.services.shared.requester import requester_of
from models.services.shared.tries import (
    mark_right,
    refund,
    reserve_identifier_try,
    reserve_sign_in,
)
from models.services.vote.identifiers import credential_of
from models.services.vote.scrutins import sealed_scrutin
from models.tables.accounts import VoterAccount
from models.tables.electors import Elector
from models.views.mail import MailboxSession
from models.views.vote import VoteAccess
from models.views.voter import VoterSession
from models.voting.identifiers import parse_identifier

COPY = "vote.identifier.copy"
"""Key of what is said to do about a mistyped identifier."""
PASSWORD_REFUSED = "vote.access.password_refused"  # noqa: S105, a key of the catalogue
"""Key of what is said of a wrong voter password."""


def open_vote(
    context: Context,
    session: VoterSession,
    scrutin: str,
    identifier: str,
    password: str,
    *,
    mailbox: MailboxSession | None = None,
    source: str,
) -> VoteAccess:
    """Return what lets a person vote in all of their scrutins, for the rest of the visit.

    Both tries are counted before anything is compared; a mistyped identifier is not a try.

    Args:
        context: The open election.
        session: The person's.
        scrutin: Code of the one to vote in first.
        identifier: As typed.
        password: The voter password, as typed.
        mailbox: The mailbox opened in this visit, if any.
        source: Where the person is.

    Raises:
        SessionExpired: The session is no longer valid.
        VoteNotPrepared: Nobody votes in this scrutin here, or this person does not.
        WindowNotOpen: The vote in it has not begun. Once it is over, receipts are still shown.
        IdentifierRefused: The identifier is mistyped; not counted.
        MustWait: Too many wrong identifiers or passwords.
        MailCodeRequired: A hundred wrong passwords in a row.
        VotePasswordRefused: The password is wrong.
        NoticeReplaced: The identifier is that of a notice that was replaced.
        WrongIdentifier: It is not this person's.
    """
    address = session.person.address
    with refusals_recorded(context, "open_vote", address, source):
        with context.connection():
            account = require_session(session)
            sealed_scrutin(account.elector_id, scrutin)
            elector = Elector.get_by_id(account.elector_id)
        _require_begun(context, scrutin)
        typed = parse_identifier(identifier, context.election.texts.line(COPY))
        requester = requester_of(context, mailbox, address, source)
        tried_identifier = reserve_identifier_try(context, address)
        try:
            tried_password = reserve_sign_in(context, Tried.VOTER, address, requester)
            _verify(context, account, elector, password)
        except BaseException:
            with context.transaction():
                refund(tried_identifier)  # it was compared with nothing
            raise
        with context.transaction():
            mark_right(context, tried_password)
        credential_of(context, account.elector_id, scrutin, typed)
        with context.transaction():
            mark_right(context, tried_identifier)
    return VoteAccess(session, typed.characters)


def _require_begun(context: Context, scrutin: str) -> None:
    window = context.election.calendar_of(scrutin).vote
    if window.state(context.now) is WindowState.BEFORE:
        raise WindowNotOpen(moment=window.opens).because("early")


def _verify(context: Context, account: VoterAccount, elector: Elector, password: str) -> None:
    owner = Owner.voter(elector.uid)
    if not context.passwords.verify(account.password_hash, password, owner):
        raise VotePasswordRefused(context.election.texts.line(PASSWORD_REFUSED))
