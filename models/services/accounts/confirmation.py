"""Confirming an account: the code of the mail, and proof of the password."""

from __future__ import annotations

from models.context import Context
from models.crypto.bound_hashes import Owner
from models.errors import (
    OtherRequest,
    PasswordProofNeeded,
    SignInRefused,
    StaleCode,
)
from models.rules.identifiers import normalise_address
from models.services.accounts.codes import (
    consume,
    find_code,
    known_elsewhere,
    matching_code,
    pending_code,
    read_code,
    renew_tries,
    require_live,
)
from models.services.accounts.requests import end_requests, proof_fits, request_named, requests_of
from models.services.accounts.sessions import open_session
from models.services.audit.refusals import refusals_recorded
from models.services.sending.reminders import withdraw_reminders
from models.services.shared.counts import Tried
from models.services.shared.people import election_address, held_holder, holder_of
from models.services.shared.requester import Requester, requester_of
from models.services.shared.tries import (
    ReservedTry,
    forget_tries,
    mark_right,
    refund_code_try,
    refunded_if_refused,
    reserve_sign_in,
)
from models.services.shared.windows import require_confirmations_open
from models.tables.accounts import (
    AccountRequest,
    AccountState,
    ConfirmationCode,
    VoterAccount,
)
from models.views.mail import MailboxSession
from models.views.voter import CodePurpose, LinkToken, PendingCode, VoterSession

NOT_THIS_ACCOUNT = "Ce lien n'est pas celui de votre compte. Demandez un autre mail."


def follow_link(
    context: Context,
    mailbox: MailboxSession,
    link: LinkToken,
    *,
    pending: PendingCode | None = None,
    source: str,
) -> PendingCode:
    """Return what the link of a mail is for; uses nothing up.

    Only a visit that has opened the mailbox may ask.

    Args:
        context: The open election.
        mailbox: The mailbox opened in this visit.
        link: What the mail held.
        pending: What this visit waits for; its proof is kept if the link is of the same request.
        source: Where the person is.

    Raises:
        OtherRequest: The visit has a request of its own, and the link is of another one.
        StaleCode: It was used, replaced, has expired or is of another account.
        SessionExpired: The mailbox is not open any more.
    """
    with context.mailboxes.reading():
        context.mailboxes.require_open(mailbox)
    with context.connection():
        account = holder_of(mailbox.address).account
        for purpose in CodePurpose:
            found = matching_code(context, account, purpose, link) if account else None
            if found is not None:
                require_live(context, found, by_link=True)
                reference = found.request.reference if found.request else ""
                proof = _own_proof(context, account, mailbox, pending, purpose, reference)
                return pending_code(
                    context,
                    purpose,
                    mailbox.address,
                    found.expires_at,
                    Requester(owner=True, source=source),
                    reference=reference,
                    proof=proof,
                )
    raise StaleCode(NOT_THIS_ACCOUNT)


def _own_proof(
    context: Context,
    account: VoterAccount | None,
    mailbox: MailboxSession,
    pending: PendingCode | None,
    purpose: CodePurpose,
    reference: str,
) -> str | None:
    """Return the proof of a visit that follows the link of its own request, None without one.

    Raises:
        OtherRequest: The visit has a request that still waits, and the link is of another one:
            somebody else asked for it, with a password of theirs.
    """
    if purpose is not CodePurpose.CONFIRM or pending is None or pending.proof is None:
        return None
    if pending.address != mailbox.address or request_named(account, pending.reference) is None:
        return None
    if pending.reference != reference:
        raise OtherRequest
    return pending.proof


def confirm_account(
    context: Context,
    pending: PendingCode,
    code: str | LinkToken,
    *,
    password: str | None = None,
    mailbox: MailboxSession | None = None,
    source: str,
) -> VoterSession:
    """Make a requested account active: whoever holds only the code does not own it.

    The other requests for the same account end.

    Args:
        context: The open election.
        pending: What the visit knows of the code.
        code: A code in any shape, a pasted link, or one that a mail held.
        password: The voter password, if `pending` holds no proof of it.
        mailbox: The mailbox opened in this visit, if any.
        source: Where the person is.

    Raises:
        WindowClosed: Confirmations are over.
        PasswordProofNeeded: The password has to be given as well.
        MalformedCode: Not a code; not counted.
        WrongCode: Wrong, with the tries left.
        StaleCode: Right once, but used, replaced or expired.
        OtherRequest: Right, and of another request than the one that the proof is of.
        ExhaustedCode: Five wrong tries.
        SignInRefused: The code is right and the password is not.
        MustWait: Too many wrong passwords.
    """
    with refusals_recorded(context, "confirm_account", pending.address, source):
        require_confirmations_open(context)
        if pending.proof is None and not password:
            raise PasswordProofNeeded().because("proof")
        typed, address = read_code(context, code), pending.address
        requester = requester_of(context, mailbox, address, source)
        tried = None
        if password:
            tried = reserve_sign_in(context, Tried.VOTER, address, requester)
        with refunded_if_refused(context, tried):  # the password was compared with nothing
            with context.connection():
                account = holder_of(address).account
            found = find_code(context, account, address, CodePurpose.CONFIRM, typed, requester)
            request = found.request
            if request is None:
                raise StaleCode
        if not _proved(context, request, pending, password):
            with context.transaction():
                refund_code_try(context, address, requester)
            raise _unproved(request, pending, password)
        return _confirm(context, address, found, request, tried, source, requester)


def confirm_by_address(
    context: Context, address: str, code: str, password: str, *, source: str
) -> VoterSession:
    """Make a requested account active in another visit than the one that asked for it.

    What the visit would know of the code, it does not: the answer and the work are the same for
    an address that has no account, or that belongs to nobody.

    Args:
        context: The open election.
        address: As typed.
        code: In any shape.
        password: The voter password, as typed.
        source: Where the person is.

    Raises:
        AddressRefused: Not an address of the election.
        Refused: As for `confirm_account`.
    """
    with refusals_recorded(context, "confirm_account", normalise_address(address), source):
        require_confirmations_open(context)
        known = election_address(context, address)
    pending = known_elsewhere(context, CodePurpose.CONFIRM, known)
    return confirm_account(context, pending, code, password=password, source=source)


def _proved(
    context: Context, request: AccountRequest, pending: PendingCode, password: str | None
) -> bool:
    if password:
        owner = Owner.request(request.reference)
        return context.passwords.verify(request.password_hash, password, owner)
    return proof_fits(context, request, pending)


def _unproved(
    request: AccountRequest, pending: PendingCode, password: str | None
) -> SignInRefused | PasswordProofNeeded | OtherRequest:
    if password:
        return SignInRefused()
    return OtherRequest() if request.reference != pending.reference else PasswordProofNeeded()


def _confirm(
    context: Context,
    address: str,
    code: ConfirmationCode,
    request: AccountRequest,
    tried: ReservedTry | None,
    source: str,
    requester: Requester,
) -> VoterSession:
    with context.transaction():
        holder = held_holder(context, address)
        account, elector = holder.account, holder.elector
        if account is None or elector is None or account.state != AccountState.PENDING:
            raise SignInRefused
        consume(context, code)
        asked, owner = Owner.request(request.reference), Owner.voter(elector.uid)
        password_hash = context.passwords.handed_over(request.password_hash, asked, owner)
        activate(context, account, password_hash)
        forget_tries(context, Tried.VOTER, elector.mail, requester)
        if tried:
            mark_right(context, tried)
        renew_tries(context, elector.mail, requester)
        return open_session(context, account, elector, source, event="account_confirmed")


def activate(context: Context, account: VoterAccount, password_hash: str) -> None:
    """Make an account active with a password, inside the caller's transaction.

    What else was asked for it ends.

    Raises:
        SignInRefused: It has been disabled in the meantime.
    """
    end_requests(requests_of(account))
    account.state, account.password_hash = AccountState.ACTIVE, password_hash
    account.confirmed_at = account.confirmed_at or context.now
    written = VoterAccount.update(
        state=account.state,
        password_hash=password_hash,
        version=account.version,
        confirmed_at=account.confirmed_at,
    ).where((VoterAccount.id == account.id) & (VoterAccount.state != AccountState.DISABLED))
    if written.execute() != 1:
        raise SignInRefused
    withdraw_reminders(account.elector_id)
