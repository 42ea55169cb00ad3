"""Signing in to the voter space, and a forgotten password: a code by mail, then another one."""

from __future__ import annotations

from models.context import Context
from models.crypto.bound_hashes import Owner
from models.errors import AwaitingConfirmation, SignInRefused
from models.rules.identifiers import normalise_address
from models.services.accounts.codes import (
    consume,
    find_code,
    known_elsewhere,
    live_expiry,
    pending_code,
    renew_tries,
    retire_codes,
)
from models.services.accounts.confirmation import activate
from models.services.accounts.creation import Asked, send_code
from models.services.accounts.requests import make_reference, proof_of, requests_of
from models.services.accounts.sessions import open_session
from models.services.audit.refusals import refusals_recorded
from models.services.shared.counts import Tried
from models.services.shared.passwords import judge_voter_password, require_all_kept
from models.services.shared.people import Holder, election_address, held_holder, holder_of
from models.services.shared.requester import Requester, requester_of
from models.services.shared.tries import ReservedTry, forget_tries, mark_right, reserve_sign_in
from models.services.shared.usual_costs import usual_cost
from models.services.shared.windows import (
    require_confirmations_open,
    require_space_open,
)
from models.tables.accounts import (
    AccountRequest,
    AccountState,
    ConfirmationCode,
    VoterAccount,
)
from models.views.mail import MailboxSession
from models.views.voter import CodePurpose, LinkToken, PendingCode, VoterSession


def sign_in(
    context: Context,
    address: str,
    password: str,
    *,
    mailbox: MailboxSession | None = None,
    source: str,
) -> VoterSession:
    """Return a session; nothing tells unknown, wrong and disabled apart.

    Args:
        context: The open election.
        address: As typed.
        password: The voter password, as typed.
        mailbox: The mailbox opened in this visit, if any.
        source: Where the person is.

    Raises:
        WindowNotOpen: Before the opening of accounts.
        AddressRefused: Not an address of the election.
        MustWait: Too many wrong tries of this address or from this source.
        MailCodeRequired: A hundred wrong tries in a row.
        SignInRefused: Anything else.
        AwaitingConfirmation: The password is right, and the account, which was asked for with
            its mailbox open, or is in this visit, has still to be confirmed.
    """
    with refusals_recorded(context, "sign_in", normalise_address(address), source):
        require_space_open(context)
        known = election_address(context, address)
        requester = requester_of(context, mailbox, known, source)
        tried = reserve_sign_in(context, Tried.VOTER, known, requester)
        with context.connection():
            holder = holder_of(known)
            waiting = _compared(requests_of(holder.account), requester)
            usual = usual_cost(VoterAccount)
        account, elector = holder.account, holder.elector
        if account is None or account.state == AccountState.PENDING:
            refusal = _awaiting(context, waiting, known, password, usual, tried, requester)
            raise refusal.because(_why_no_account(holder))
        if elector is None:
            raise SignInRefused().because("unknown")
        owner = Owner.voter(elector.uid)
        if not context.passwords.verify(account.password_hash, password, owner, usual=usual):
            raise SignInRefused().because("wrong")
        _rehash(context, account, password, owner)
        with context.transaction():
            mark_right(context, tried)
            return open_session(context, account, elector, source)


def ask_password_code(
    context: Context, address: str, *, mailbox: MailboxSession | None = None, source: str
) -> PendingCode:
    """Send a code to the professional mailbox, with which another password can be chosen.

    Args:
        context: The open election.
        address: As typed.
        mailbox: The mailbox opened in this visit, if any.
        source: Where the person is.

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
        known = election_address(context, address)
        asked = Asked(known, requester_of(context, mailbox, known, source))
        return send_code(context, CodePurpose.RESET, asked, reference=make_reference())


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
        requester = requester_of(context, mailbox, pending.address, source)
        with context.connection():
            holder = holder_of(pending.address)
        account, address = holder.account, pending.address
        found = find_code(context, account, address, CodePurpose.RESET, code, requester)
        uid = holder.elector.uid if holder.elector else ""
        password_hash = context.passwords.make(password, Owner.voter(uid))
        return _renew(context, address, found, password_hash, source, requester)


def renew_by_address(
    context: Context, address: str, code: str, password: str, confirmation: str, *, source: str
) -> VoterSession:
    """Give an account another password in another visit than the one that asked for its code.

    The answer and the work are the same for an address that has no account, or that belongs to
    nobody.

    Args:
        context: The open election.
        address: As typed.
        code: In any shape.
        password: The new voter password, as typed.
        confirmation: The same again.
        source: Where the person is.

    Raises:
        AddressRefused: Not an address of the election.
        Refused: As for `renew_password`.
    """
    with refusals_recorded(context, "renew_password", normalise_address(address), source):
        require_confirmations_open(context)
        known = election_address(context, address)
    pending = known_elsewhere(context, CodePurpose.RESET, known)
    return renew_password(
        context, pending, code, password, confirmation, mailbox=None, source=source
    )


def _compared(waiting: list[AccountRequest], requester: Requester) -> list[AccountRequest | None]:
    """Return the requests that a password is compared with, None for a dummy.

    An owner may have typed the password of any of them. A stranger's is compared once, as
    for an address that belongs to nobody, and only with what an owner asked for: whoever asks for
    an account in the name of another, with a password of theirs, would be told that it waits, and
    so that there is such a person.
    """
    if requester.owner and waiting:
        return [*waiting]
    return [next((each for each in waiting if each.by_owner), None)]


def _awaiting(
    context: Context,
    compared: list[AccountRequest | None],
    address: str,
    password: str,
    usual: str | None,
    tried: ReservedTry,
    requester: Requester,
) -> AwaitingConfirmation | SignInRefused:
    """Return that the request of this password is to be confirmed, or that there is none."""
    for request in compared:
        stored = request.password_hash if request else None
        owner = Owner.request(request.reference if request else "")
        if context.passwords.verify(stored, password, owner, usual=usual) and request is not None:
            break
    else:
        return SignInRefused()
    with context.transaction():
        mark_right(context, tried)
        pending = pending_code(
            context,
            CodePurpose.CONFIRM,
            address,
            live_expiry(context, request),
            requester,
            reference=request.reference,
            proof=proof_of(context, request.reference, address) if requester.owner else None,
        )
    return AwaitingConfirmation(pending=pending)


def _why_no_account(holder: Holder) -> str:
    """Return, for the logs, why nobody is signed in by this password."""
    if holder.elector is None:
        return "unknown"
    return "absent" if holder.account is None else "pending"


def _rehash(context: Context, account: VoterAccount, password: str, owner: Owner) -> None:
    """Renew a hash that was made with other parameters, unless it has changed since."""
    stored = account.password_hash
    renewed = context.passwords.renewed(stored, password, owner)
    if renewed is None or account.state != AccountState.ACTIVE:
        return
    with context.transaction():
        VoterAccount.update(password_hash=renewed).where(
            (VoterAccount.id == account.id) & (VoterAccount.password_hash == stored)
        ).execute()


def _renew(
    context: Context,
    address: str,
    code: ConfirmationCode,
    password_hash: str,
    source: str,
    requester: Requester,
) -> VoterSession:
    with context.transaction():
        holder = held_holder(context, address)
        account, elector = holder.account, holder.elector
        if account is None or elector is None or account.state == AccountState.DISABLED:
            raise SignInRefused
        consume(context, code)
        retire_codes(account)
        account.version += 1
        activate(context, account, password_hash)
        forget_tries(context, Tried.VOTER, elector.mail, requester)
        renew_tries(context, elector.mail, requester)
        return open_session(context, account, elector, source, event="password_renewed")
