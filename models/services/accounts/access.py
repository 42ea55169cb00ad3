"""Signing in to the voter space, and a forgotten password: a code by mail, then another one."""

from __future__ import annotations

from models.context import Context
from models.errors import AwaitingConfirmation, SignInRefused
from models.rules.identifiers import check_address, normalise_address
from models.services.accounts.codes import (
    consume,
    find_code,
    live_expiry,
    pending_code,
    proof_of,
)
from models.services.accounts.creation import send_code
from models.services.accounts.sessions import open_session
from models.services.audit.refusals import refusals_recorded
from models.services.shared.passwords import judge_voter_password, require_all_kept
from models.services.shared.people import Holder, holder_of
from models.services.shared.tries import (
    ReservedTry,
    Tried,
    mark_right,
    refund_source,
    reserve_sign_in,
    reset,
)
from models.services.shared.windows import require_confirmations_open, require_space_open
from models.tables.accounts import AccountState, ConfirmationCode, VoterAccount
from models.views.mail import MailboxSession
from models.views.voter import CodePurpose, LinkToken, PendingCode, VoterSession


def sign_in(context: Context, address: str, password: str, *, source: str) -> VoterSession:
    """Return a session; unknown, wrong and disabled get the same answer.

    Raises:
        WindowNotOpen: Before the opening of accounts.
        AddressRefused: Not an address of the election.
        MustWait: Too many wrong tries of this address or from this source.
        MailCodeRequired: A hundred wrong tries in a row.
        SignInRefused: Anything else.
        AwaitingConfirmation: The password is right, the account has still
            to be confirmed.
    """
    with refusals_recorded(context, "sign_in", normalise_address(address), source):
        require_space_open(context)
        known = check_address(address, context.election.mail.domains)
        tried = reserve_sign_in(context, Tried.VOTER, known, source)
        with context.connection():
            holder = holder_of(known)
        account, elector = holder.account, holder.elector
        right = context.hashes.verify(account.password_hash if account else None, password)
        if not right or account is None or elector is None:
            raise SignInRefused
        _rehash(context, account, password)
        if account.state == AccountState.PENDING:
            raise _awaiting(context, account, known, tried)
        with context.transaction():
            refund_source(tried)
            return open_session(context, account, elector, source)


def ask_password_code(context: Context, address: str, *, source: str) -> PendingCode:
    """Send a code to the professional mailbox, with which another password can be chosen.

    Returns:
        What is pending, the same for an address without an account.

    Raises:
        WindowNotOpen: Before the opening of accounts.
        WindowClosed: After `confirmations_close`.
        AddressRefused: Not an address of the election.
        MustWait: The last mail is too recent, or the day's are used up.
    """
    with refusals_recorded(context, "ask_password_code", normalise_address(address), source):
        require_confirmations_open(context)
        known = check_address(address, context.election.mail.domains)
        return send_code(context, CodePurpose.RESET, known, source)


def renew_password(
    context: Context,
    pending: PendingCode,
    code: str | LinkToken,
    password: str,
    confirmation: str,
    *,
    mailbox: MailboxSession | None,
    source: str,
) -> VoterSession:
    """Give an account another password, and confirm it by the way; older sessions end.

    Returns:
        A session opened with the new password.

    Raises:
        WindowClosed: After `confirmations_close`.
        PasswordRefused: A rule is not kept; no try of the code is counted.
        MalformedCode: Not a code; not counted.
        WrongCode: Wrong, with the tries left.
        StaleCode: Right once, but used, replaced or expired.
        ExhaustedCode: Five wrong tries.
    """
    with refusals_recorded(context, "renew_password", pending.address, source):
        require_confirmations_open(context)
        require_all_kept(
            judge_voter_password(
                context, password, confirmation, address=pending.address, mailbox=mailbox
            )
        )
        with context.connection():
            holder = holder_of(pending.address)
        found = find_code(context, holder.account, pending.address, CodePurpose.RESET, code)
        return _renew(context, holder, found, context.hashes.make(password), source)


def _awaiting(
    context: Context, account: VoterAccount, address: str, tried: ReservedTry
) -> AwaitingConfirmation:
    with context.transaction():
        mark_right(tried)
        expires_at = live_expiry(context, account)
        proof = proof_of(context, account, address)
        pending = pending_code(context, CodePurpose.CONFIRM, address, expires_at, proof)
    return AwaitingConfirmation(pending=pending)


def _rehash(context: Context, account: VoterAccount, password: str) -> None:
    """Renew a hash that was made with other parameters, unless it has changed since."""
    stored = account.password_hash
    renewed = context.hashes.renewed(stored, password)
    if renewed is None:
        return
    with context.transaction():
        VoterAccount.update(password_hash=renewed).where(
            (VoterAccount.id == account.id) & (VoterAccount.password_hash == stored)
        ).execute()


def _renew(
    context: Context, holder: Holder, code: ConfirmationCode, password_hash: str, source: str
) -> VoterSession:
    account, elector = holder.account, holder.elector
    if account is None or elector is None:
        raise SignInRefused
    with context.transaction():
        consume(context, code)
        account = VoterAccount.get_by_id(account.id)
        if account.state == AccountState.DISABLED:
            raise SignInRefused
        account.password_hash = password_hash
        account.version += 1
        account.state = AccountState.ACTIVE
        account.confirmed_at = account.confirmed_at or context.now
        account.save()
        reset(context, Tried.CODE, elector.mail)
        return open_session(context, account, elector, source, event="password_renewed")
