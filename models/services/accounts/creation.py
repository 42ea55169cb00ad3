"""Creating a voter account, and sending another code: everything else comes by mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.context import Context
from models.crypto.bound_hashes import Owner
from models.errors import MustWait
from models.mail.letters import account_exists_letter, no_account_letter
from models.rules.identifiers import normalise_address
from models.services.accounts.codes import (
    PreparedCode,
    give_code,
    mailer_of,
    prepare_code,
    renew_tries,
)
from models.services.accounts.requests import (
    add_request,
    make_reference,
    proof_of,
    request_named,
)
from models.services.audit.refusals import refusals_recorded
from models.services.audit.trail import record
from models.services.sending.outgoing import (
    OPEN_MAILBOX_FIRST,
    SealedLetter,
    mail_allowed_from,
    must_wait,
    post,
    require_mail_allowed,
    seal_letter,
)
from models.services.shared.passwords import judge_voter_password, require_all_kept
from models.services.shared.people import Holder, election_address, held_holder
from models.services.shared.requester import Requester, requester_of
from models.services.shared.same_work import spend_as_much
from models.services.shared.tries import require_source_allowed, source_allowed_from
from models.services.shared.windows import (
    require_accounts_open,
    require_confirmations_open,
)
from models.tables.accounts import AccountState, VoterAccount
from models.views.mail import MailboxSession
from models.views.voter import CodePurpose, PendingCode

MOST_WRITTEN = 6
"""Statements for a request: itself, perhaps its account, the end of another code, its code, the end
of another mail, its mail."""


CREATE_AGAIN = (
    "Plusieurs mails ont été demandés pour cette demande. Créez votre compte de nouveau : un mail "
    "vous sera adressé aussitôt."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for a mail, about which address.

    Attributes:
        address: A checked address, of somebody or nobody.
        requester: Who the visit is to that address.
    """

    address: str
    requester: Requester


def create_account(
    context: Context,
    address: str,
    password: str,
    confirmation: str,
    *,
    mailbox: MailboxSession | None,
    source: str,
    earlier: PendingCode | None = None,
) -> PendingCode:
    """Ask for an account: its request waits, beside others, for its confirmation.

    The answer and the work are the same for an address that already has an
    account, or that belongs to nobody.

    Args:
        context: The open election.
        address: As typed.
        password: The voter password, as typed.
        confirmation: The same again.
        mailbox: The mailbox opened in this visit, if any.
        source: Where the person is.
        earlier: What this visit has asked for before: a request of its own is replaced.

    Returns:
        What is pending, with the proof that the password was typed if the visit had opened the
        mailbox: without, somebody else may have typed it, and whoever confirms types it again.

    Raises:
        WindowNotOpen: Before the account window.
        WindowClosed: After it.
        AddressRefused: Not an address of the election.
        PasswordRefused: A rule is not kept.
        MustWait: Mails to this address, or requests from this source, are too many or too recent.
    """
    with refusals_recorded(context, "create_account", normalise_address(address), source):
        require_accounts_open(context)
        known = election_address(context, address)
        require_all_kept(
            judge_voter_password(context, password, confirmation, address=known, mailbox=mailbox)
        )
        asked = Asked(known, requester_of(context, mailbox, known, source))
        _require_mail_allowed(context, asked)
        prepared = prepare_code(context, CodePurpose.CONFIRM, known)
        notice = seal_letter(context, account_exists_letter(context.election), known)
        reference = make_reference()
        password_hash = context.passwords.make(password, Owner.request(reference))
        with context.transaction():
            resend_at = _count(context, asked)
            spent = _write(context, asked, password_hash, reference, prepared, notice, earlier)
            spend_as_much(context, MOST_WRITTEN - spent)
            renew_tries(context, known, asked.requester)
            record(context, "create_account", known, source)
    return PendingCode(
        purpose=prepared.purpose,
        address=known,
        expires_at=prepared.expires_at,
        resend_at=resend_at,
        tries_left=context.election.security.code_tries,
        reference=reference,
        proof=proof_of(context, reference, known) if asked.requester.owner else None,
    )


def resend_code(
    context: Context,
    pending: PendingCode,
    *,
    mailbox: MailboxSession | None = None,
    source: str,
) -> PendingCode:
    """Send a new code of the same purpose; the previous one of the same request dies.

    For a request of which nothing shows that it is the owner's, no mail of the owner is used up.

    Returns:
        The pending code renewed; the proof of the password is kept.

    Raises:
        WindowClosed: Codes cannot be used any more.
        MustWait: The last mail is too recent, or the day's are used up.
    """
    with refusals_recorded(context, "resend_code", pending.address, source):
        require_confirmations_open(context)
        requester = requester_of(context, mailbox, pending.address, source)
        mailer = mailer_of(requester, pending.purpose, pending.proof)
        try:
            return send_code(
                context,
                pending.purpose,
                Asked(pending.address, mailer),
                typist=requester,
                reference=pending.reference,
                proof=pending.proof,
            )
        except MustWait as refusal:
            if requester.owner and refusal.given == OPEN_MAILBOX_FIRST:
                again = MustWait(CREATE_AGAIN, until=refusal.until)
                raise again.because(refusal.cause) from refusal
            raise


def send_code(
    context: Context,
    purpose: CodePurpose,
    asked: Asked,
    *,
    reference: str,
    typist: Requester | None = None,
    proof: str | None = None,
) -> PendingCode:
    """Send a code, or the letter that explains why there is none, in one transaction.

    Args:
        context: The open election.
        purpose: What the code is for.
        asked: Who asks; the answer is the same for an address that belongs to nobody.
        reference: The request that the code confirms.
        typist: Who will type the code, if that is not who the mail is counted for.
        proof: Kept in the answer.

    Raises:
        MustWait: The last mail is too recent, or the day's are used up.
    """
    letters = prepare_letters(context, purpose, asked.address)
    with context.transaction():
        return send_letters(
            context, letters, asked, reference=reference, typist=typist, proof=proof
        )


@dataclass(frozen=True, slots=True)
class PreparedLetters:
    """A code in its mail, and the letter that explains why there is none: one of them is sent."""

    code: PreparedCode
    notice: SealedLetter


def prepare_letters(context: Context, purpose: CodePurpose, address: str) -> PreparedLetters:
    """Return the letters of a code, outside of any transaction: sealing takes its time."""
    letter = (
        account_exists_letter(context.election)
        if purpose is CodePurpose.CONFIRM
        else no_account_letter(context.election, context.now)
    )
    return PreparedLetters(
        prepare_code(context, purpose, address), seal_letter(context, letter, address)
    )


def send_letters(
    context: Context,
    letters: PreparedLetters,
    asked: Asked,
    *,
    reference: str,
    typist: Requester | None = None,
    proof: str | None = None,
) -> PendingCode:
    """Send one of two letters, inside the caller's transaction; arguments are as for `send_code`.

    Raises:
        MustWait: The last mail is too recent, or the day's are used up.
    """
    prepared, notice, purpose = letters.code, letters.notice, letters.code.purpose
    resend_at = _count(context, asked)
    holder = held_holder(context, asked.address)
    spent = _answer(context, holder, asked, reference, prepared, notice)
    spend_as_much(context, MOST_WRITTEN - spent)
    renew_tries(context, asked.address, typist or asked.requester)
    record(context, f"send_code/{purpose.value}", asked.address, asked.requester.source)
    return PendingCode(
        purpose=purpose,
        address=asked.address,
        expires_at=prepared.expires_at,
        resend_at=resend_at,
        tries_left=context.election.security.code_tries,
        reference=reference,
        proof=proof,
    )


def _require_mail_allowed(context: Context, asked: Asked) -> None:
    """Refuse before the costly hash; the transaction asks again."""
    with context.connection():
        busy = (
            None if asked.requester.owner else source_allowed_from(context, asked.requester.source)
        )
        until = mail_allowed_from(context, asked.address, asked.requester)
    if busy:
        raise MustWait(until=busy).because("place")
    if until:
        raise must_wait(context, asked.requester, until)


def _count(context: Context, asked: Asked) -> datetime:
    """Count a mail, inside the caller's transaction; return when the next one may be asked for."""
    if not asked.requester.owner:
        require_source_allowed(context, asked.requester.source)
    return require_mail_allowed(context, asked.address, asked.requester)


def _write(
    context: Context,
    asked: Asked,
    password_hash: str,
    reference: str,
    prepared: PreparedCode,
    notice: SealedLetter,
    earlier: PendingCode | None,
) -> int:
    """Let the request wait with its code, or post why there is nothing to confirm.

    Returns:
        The statements that it took, at most `MOST_WRITTEN`.
    """
    holder = held_holder(context, asked.address)
    elector, account = holder.elector, holder.account
    if elector is None:
        return 0
    if account is not None and account.state != AccountState.PENDING:
        post(context, asked.address, notice, asked.requester)
        return 1
    account = account or VoterAccount.create(
        elector=elector,
        password_hash="",
        state=AccountState.PENDING,
        version=1,
        created_at=context.now,
    )
    request = add_request(
        context,
        account,
        password_hash,
        reference,
        requester=asked.requester,
        earlier=earlier,
    )
    give_code(context, account, request, asked.address, prepared, asked.requester)
    return MOST_WRITTEN


def _answer(
    context: Context,
    holder: Holder,
    asked: Asked,
    reference: str,
    prepared: PreparedCode,
    notice: SealedLetter,
) -> int:
    """Give an account its code, or post what explains that it gets none.

    Returns:
        The statements that it took, at most `MOST_WRITTEN`.
    """
    account = holder.account
    request = None
    if prepared.purpose is CodePurpose.CONFIRM:
        request = request_named(account, reference)
        gets_code, explains = request is not None, account is not None
    else:
        gets_code = account is not None and account.state != AccountState.DISABLED
        explains = holder.elector is not None and account is None
    if account is not None and gets_code:
        give_code(context, account, request, asked.address, prepared, asked.requester)
        return MOST_WRITTEN - 2
    if explains:
        post(context, asked.address, notice, asked.requester)
        return 1
    return 0
