"""Creating a voter account, and sending another code: everything else comes by mail."""

from __future__ import annotations

from models.context import Context
from models.errors import MustWait
from models.mail.letters import account_exists_letter, no_account_letter
from models.rules.identifiers import check_address, normalise_address
from models.services.accounts.codes import (
    PreparedCode,
    fresh_code,
    give_code,
    prepare_code,
    proof_of,
    renew_tries,
    retire_codes,
)
from models.services.audit.refusals import refusals_recorded
from models.services.audit.trail import record
from models.services.sending.outgoing import (
    TOO_SOON,
    SealedLetter,
    mail_allowed_from,
    post,
    require_mail_allowed,
    seal_letter,
)
from models.services.shared.passwords import judge_voter_password, require_all_kept
from models.services.shared.people import Holder, holder_of
from models.services.shared.windows import require_accounts_open, require_confirmations_open
from models.tables.accounts import AccountState, VoterAccount
from models.views.mail import MailboxSession
from models.views.voter import CodePurpose, PendingCode


def create_account(
    context: Context,
    address: str,
    password: str,
    confirmation: str,
    *,
    mailbox: MailboxSession | None,
    source: str,
) -> PendingCode:
    """Create an account, or replace one that still awaits its confirmation.

    The answer and the work are the same for an address that already has an
    account, or that is no elector's.

    Args:
        context: The open election.
        address: As typed.
        password: The voter password, as typed.
        confirmation: The same again.
        mailbox: The mailbox opened in this visit, if any.
        source: Where the person is.

    Raises:
        WindowNotOpen: Before the account window.
        WindowClosed: After it.
        AddressRefused: Not an address of the election.
        PasswordRefused: A rule is not kept.
        MustWait: A mail was sent to this address too recently, or too many.
    """
    with refusals_recorded(context, "create_account", normalise_address(address), source):
        require_accounts_open(context)
        known = check_address(address, context.election.mail.domains)
        require_all_kept(
            judge_voter_password(context, password, confirmation, address=known, mailbox=mailbox)
        )
        _require_mail_allowed(context, known)
        prepared = prepare_code(context, CodePurpose.CONFIRM)
        notice = seal_letter(context, account_exists_letter(context.election))
        password_hash = context.hashes.make(password)
        with context.transaction():
            resend_at = require_mail_allowed(context, known)
            account = _write(context, known, password_hash, prepared, notice)
            renew_tries(context, known)
            proof = proof_of(context, account, known)
            record(context, "create_account", known, source)
    return fresh_code(context, prepared, known, resend_at, proof)


def resend_code(context: Context, pending: PendingCode, *, source: str) -> PendingCode:
    """Send a new code of the same purpose, 60 s apart and five a day; the previous one is retired.

    Returns:
        The pending code renewed; the proof of the password is kept.

    Raises:
        WindowClosed: Codes cannot be used any more.
        MustWait: The last mail is too recent, or the day's are used up.
    """
    with refusals_recorded(context, "resend_code", pending.address, source):
        require_confirmations_open(context)
        return send_code(context, pending.purpose, pending.address, source, proof=pending.proof)


def send_code(
    context: Context, purpose: CodePurpose, address: str, source: str, *, proof: str | None = None
) -> PendingCode:
    """Send a code, or the letter that explains why there is none, in one transaction.

    Args:
        context: The open election.
        purpose: What the code is for.
        address: A checked address, an elector's or not: the answer is the same.
        source: Where the person is.
        proof: Kept in the answer.

    Raises:
        MustWait: The last mail is too recent, or the day's are used up.
    """
    prepared = prepare_code(context, purpose)
    write = account_exists_letter if purpose is CodePurpose.CONFIRM else no_account_letter
    notice = seal_letter(context, write(context.election))
    with context.transaction():
        resend_at = require_mail_allowed(context, address)
        _answer(context, holder_of(address), address, prepared, notice)
        renew_tries(context, address)
        record(context, f"send_code/{purpose.value}", address, source)
    return fresh_code(context, prepared, address, resend_at, proof)


def _require_mail_allowed(context: Context, address: str) -> None:
    """Refuse before the costly hash; the transaction asks again."""
    with context.connection():
        until = mail_allowed_from(context, address)
    if until:
        raise MustWait(TOO_SOON, until=until)


def _write(
    context: Context, address: str, password_hash: str, prepared: PreparedCode, notice: SealedLetter
) -> VoterAccount | None:
    """Write the account that awaits its code; return None if there is none to confirm."""
    holder = holder_of(address)
    elector, account = holder.elector, holder.account
    if elector is None:
        return None
    if account is not None and account.state != AccountState.PENDING:
        post(context, address, notice)
        return None
    if account is None:
        account = VoterAccount.create(
            elector=elector.id,
            password_hash=password_hash,
            state=AccountState.PENDING,
            version=1,
            created_at=context.now,
        )
    else:
        # Codes are retired first: confirmation locks code, then account; the same order here.
        retire_codes(account)
        if not _replaced(account, password_hash):
            post(context, address, notice)
            return None
    give_code(context, account, address, prepared)
    return account


def _replaced(account: VoterAccount, password_hash: str) -> bool:
    """Give a pending account another password; return False if it was confirmed meanwhile."""
    changed: int = (
        VoterAccount.update(password_hash=password_hash, version=VoterAccount.version + 1)
        .where(
            (VoterAccount.id == account.id)
            & (VoterAccount.state == AccountState.PENDING)
            & (VoterAccount.version == account.version)
        )
        .execute()
    )
    account.version += 1
    return changed == 1


def _answer(
    context: Context, holder: Holder, address: str, prepared: PreparedCode, notice: SealedLetter
) -> None:
    """Give the account of an address its code, or post what explains that it gets none."""
    account = holder.account
    if prepared.purpose is CodePurpose.CONFIRM:
        gets_code = account is not None and account.state == AccountState.PENDING
        explains = account is not None
    else:
        gets_code = account is not None and account.state != AccountState.DISABLED
        explains = holder.elector is not None and account is None
    if account is not None and gets_code:
        give_code(context, account, address, prepared)
    elif explains:
        post(context, address, notice)
