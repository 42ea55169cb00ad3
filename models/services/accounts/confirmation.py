"""Confirming an account: the code of the mail, and proof of the password."""

from __future__ import annotations

from models.context import Context
from models.errors import PasswordProofNeeded, SignInRefused, StaleCode, WrongCode
from models.services.accounts.codes import (
    consume,
    find_code,
    matching_code,
    pending_code,
    proof_fits,
    require_live,
)
from models.services.accounts.sessions import open_session
from models.services.audit.refusals import refusals_recorded
from models.services.shared.people import Holder, holder_of
from models.services.shared.tries import (
    ReservedTry,
    Tried,
    mark_right,
    refund_code_try,
    refund_source,
    reserve_sign_in,
    reset,
)
from models.services.shared.windows import require_confirmations_open
from models.tables.accounts import AccountState, ConfirmationCode, VoterAccount
from models.views.mail import MailboxSession
from models.views.voter import CodePurpose, LinkToken, PendingCode, VoterSession

NOT_THIS_ACCOUNT = "Ce lien n'est pas celui de votre compte. Demandez un nouveau code."


def follow_link(context: Context, mailbox: MailboxSession, link: LinkToken) -> PendingCode:
    """Return what the link of a mail is for, without proof of the password; uses nothing up.

    Only a visit that has opened the mailbox may ask.

    Raises:
        StaleCode: It was used, replaced, has expired or is of another account.
    """
    with context.connection():
        account = holder_of(mailbox.address).account
        for purpose in CodePurpose:
            found = matching_code(context, account, purpose, link) if account else None
            if found is not None:
                require_live(context, found)
                return pending_code(context, purpose, mailbox.address, found.expires_at)
    raise StaleCode(NOT_THIS_ACCOUNT)


def confirm_account(
    context: Context,
    pending: PendingCode,
    code: str | LinkToken,
    *,
    password: str | None = None,
    source: str,
) -> VoterSession:
    """Make a pending account active; the code alone does not prove whose it is.

    Args:
        context: The open election.
        pending: What the visit knows of the code.
        code: A code in any shape, a pasted link, or one that a mail held.
        password: The voter password, if `pending` holds no proof of it.
        source: Where the person is.

    Raises:
        WindowClosed: Confirmations are over.
        PasswordProofNeeded: The password has to be given as well.
        MalformedCode: Not a code; not counted.
        WrongCode: Wrong, with the tries left.
        StaleCode: Right once, but used, replaced or expired.
        ExhaustedCode: Five wrong tries.
        SignInRefused: The code is right and the password is not.
        MustWait: Too many wrong passwords.
    """
    with refusals_recorded(context, "confirm_account", pending.address, source):
        require_confirmations_open(context)
        if pending.proof is None and not password:
            raise PasswordProofNeeded
        tried = None
        if password:
            tried = reserve_sign_in(context, Tried.VOTER, pending.address, source)
        with context.connection():
            holder = holder_of(pending.address)
        proved = _proved(context, holder.account, pending, password)
        try:
            found = find_code(context, holder.account, pending.address, CodePurpose.CONFIRM, code)
        except (WrongCode, StaleCode):
            _refund_right_password(context, tried, proved=proved)
            raise
        if not proved:
            with context.transaction():
                refund_code_try(context, pending.address)
            raise SignInRefused if password else PasswordProofNeeded
        return _confirm(context, holder, found, tried, source)


def _proved(
    context: Context, account: VoterAccount | None, pending: PendingCode, password: str | None
) -> bool:
    if password:
        return context.hashes.verify(account.password_hash if account else None, password)
    return account is not None and proof_fits(context, account, pending)


def _refund_right_password(context: Context, tried: ReservedTry | None, *, proved: bool) -> None:
    """Do not count the try of a password that was right: only the code was wrong.

    Each such code is one of the five that are compared, so that no
    one learns by this which passwords are right.
    """
    if tried is not None and proved:
        with context.transaction():
            mark_right(tried)


def _confirm(
    context: Context,
    holder: Holder,
    code: ConfirmationCode,
    tried: ReservedTry | None,
    source: str,
) -> VoterSession:
    account, elector = holder.account, holder.elector
    if account is None or elector is None:
        raise SignInRefused
    with context.transaction():
        consume(context, code)
        activate(context, account)
        if tried:
            refund_source(tried)
        reset(context, Tried.CODE, elector.mail)
        return open_session(context, account, elector, source, event="account_confirmed")


def activate(context: Context, account: VoterAccount) -> None:
    """Make a pending account active, inside the caller's transaction."""
    confirmed = (
        VoterAccount.update(state=AccountState.ACTIVE, confirmed_at=context.now)
        .where(
            (VoterAccount.id == account.id)
            & (VoterAccount.state == AccountState.PENDING)
            & (VoterAccount.version == account.version)
        )
        .execute()
    )
    if confirmed != 1:
        raise SignInRefused
    account.state = AccountState.ACTIVE
