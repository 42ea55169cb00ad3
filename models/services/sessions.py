"""The one place where a voter session is opened."""

from __future__ import annotations

from models.context import Context
from models.refusals import SessionEnded, SignInRefused
from models.services.audit_trail import record
from models.services.people import person_of
from models.services.tries import VOTER, forgive
from models.services.windows import require_space_open
from models.tables.accounts import ACTIVE, VoterAccount
from models.tables.electors import Elector
from models.views import VoterSession


def open_session(
    context: Context,
    account: VoterAccount,
    elector: Elector,
    source: str,
    event: str = "session_opened",
) -> VoterSession:
    """Return a session for a person who has just proved who they are.

    Inside the caller's transaction. The proof, a password let through by its
    throttle or a code, ends the lock of wrong tries; nothing else does.

    Args:
        context: The open election.
        account: Whose session it is.
        elector: The same person in the roll.
        source: Where the person is.
        event: What the audit says of it, where more was done than signing in.

    Raises:
        NotYetOpen: The calendar has not come so far.
        SignInRefused: The account is not active.
    """
    require_space_open(context)
    if account.state != ACTIVE:
        raise SignInRefused
    forgive(context, VOTER, elector.mail)
    record(context, event, elector.mail, source)
    return VoterSession(account.id, account.version, person_of(context, elector), context.now)


def require_session(session: VoterSession) -> VoterAccount:
    """Return the account of a session that is still good, inside a connection.

    Raises:
        SessionEnded: The account was disabled, its password has changed since, or
            its person has left the roll or has another address.
    """
    # SQLite gives the number of a removed row to the next one: the address tells them apart.
    account = (
        VoterAccount.select()
        .join(Elector)
        .where(
            (VoterAccount.id == session.account_id)
            & (VoterAccount.version == session.account_version)
            & (VoterAccount.state == ACTIVE)
            & (Elector.mail == session.person.address)
        )
        .get_or_none()
    )
    if account is None:
        raise SessionEnded
    return account
