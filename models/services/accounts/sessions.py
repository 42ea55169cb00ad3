"""The one place that opens a voter session, and what a valid one may read."""

from __future__ import annotations

from peewee import fn

from models.context import Context
from models.errors import SessionExpired, SignInRefused
from models.services.audit.trail import record
from models.services.shared.people import person_of
from models.services.shared.windows import require_space_open
from models.tables.accounts import AccountState, VoterAccount
from models.tables.count import ScrutinCount
from models.tables.electors import Elector, RollEntry, Scrutin
from models.tables.urn import Signature
from models.tables.vote_seal import ScrutinKey, VoteSeal
from models.views.voter import ScrutinView, VoterSession


def open_session(
    context: Context,
    account: VoterAccount,
    elector: Elector,
    source: str,
    event: str = "session_opened",
) -> VoterSession:
    """Return a session for a person who has just proved who they are.

    Inside the caller's transaction. The proof, a password accepted by its
    throttle or a code, has ended the wait after wrong tries; nothing else does.

    Args:
        context: The open election.
        account: Whose session it is.
        elector: The same person in the roll.
        source: Where the person is.
        event: What the audit says of it, if more was done than signing in.

    Raises:
        WindowNotOpen: Before the opening of accounts.
        SignInRefused: The account is not active.
    """
    require_space_open(context)
    if account.state != AccountState.ACTIVE:
        raise SignInRefused
    record(context, event, elector.mail, source)
    return VoterSession(account.id, account.version, person_of(context, elector))


def require_session(session: VoterSession) -> VoterAccount:
    """Return the account of a session that is still valid, inside a connection.

    Raises:
        SessionExpired: The account was disabled, its password has changed since, or
            its person has left the roll or has another address.
    """
    # SQLite gives the number of a removed row to the next one: the address distinguishes them.
    account = (
        VoterAccount.select()
        .join(Elector)
        .where(
            (VoterAccount.id == session.account_id)
            & (VoterAccount.version == session.account_version)
            & (VoterAccount.state == AccountState.ACTIVE)
            & (Elector.mail == session.person.address)
        )
        .get_or_none()
    )
    if account is None:
        raise SessionExpired
    return account


def list_scrutins(context: Context, session: VoterSession) -> tuple[ScrutinView, ...]:
    """Return the scrutins that a person is called to, in the order of the election file.

    Each with its state now.

    Raises:
        SessionExpired: The session is no longer valid.
    """
    calendars = context.election.calendar_of
    with context.connection():
        account = require_session(session)
        rows = list(
            Scrutin.select()
            .join(RollEntry)
            .where(RollEntry.elector == account.elector_id)
            .order_by(Scrutin.position)
        )
        signed = {
            one.scrutin_id: one.signed_at
            for one in Signature.select().where(Signature.elector == account.elector_id)
        }
        numbers = [row.id for row in rows]
        votable = _votable(numbers)
        published = [row.id for row in rows if context.now >= calendars(row.code).results_from]
        counted = _counted(published) if published else set()
    return tuple(
        ScrutinView(
            code=row.code,
            short=row.short,
            title=row.title,
            level=row.level,
            seats=row.seats,
            opens_at=calendars(row.code).vote_opens,
            closes_at=calendars(row.code).vote_closes,
            results_from=calendars(row.code).results_from,
            voted_at=signed.get(row.id),
            votable=row.id in votable,
            counted=row.id in counted,
        )
        for row in rows
    )


def _votable(scrutins: list[int]) -> set[int]:
    """Return in which scrutins one votes with this program: those of a seal that have lists."""
    keys = ScrutinKey.select(ScrutinKey.scrutin).where(
        ScrutinKey.scrutin.in_(scrutins)
        & (ScrutinKey.election != "")
        & fn.EXISTS(VoteSeal.select())
    )
    return {key.scrutin_id for key in keys}


def _counted(scrutins: list[int]) -> set[int]:
    """Return which scrutins are counted."""
    counts = ScrutinCount.select(ScrutinCount.scrutin).where(
        ScrutinCount.scrutin.in_(scrutins) & ScrutinCount.counted_at.is_null(False)
    )
    return {count.scrutin_id for count in counts}
