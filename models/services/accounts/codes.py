"""Making a code and its link, finding what a typed one is, and what a screen may know of it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime

from models.context import Context
from models.crypto.digests import code_digest, digests_equal, link_digest, proof_digest
from models.errors import ExhaustedCode, MalformedCode, StaleCode, WrongCode
from models.mail.letters import confirmation_letter, renewal_letter
from models.rules.codes import TOKEN_BYTES, TypedCode, make_code, parse_code
from models.services.sending.outgoing import SealedLetter, mail_allowed_from, post, seal_letter
from models.services.shared.tries import Tried, code_tries_left, count_code_try, reset
from models.tables.accounts import ConfirmationCode, VoterAccount
from models.views.voter import CodePurpose, LinkToken, PendingCode


@dataclass(frozen=True, slots=True)
class PreparedCode:
    """A code in its sealed mail, not given to any account yet."""

    purpose: CodePurpose
    expires_at: datetime
    letter: SealedLetter = field(repr=False)
    code: str = field(repr=False)
    token: str = field(repr=False)


def prepare_code(context: Context, purpose: CodePurpose) -> PreparedCode:
    """Return a fresh code, valid 24 hours and never past `confirmations_close`."""
    election = context.election
    expires_at = min(
        context.now + election.security.code_life, election.calendar.confirmations_close
    )
    code, token = make_code(secrets.randbelow), secrets.token_urlsafe(TOKEN_BYTES)
    write = confirmation_letter if purpose is CodePurpose.CONFIRM else renewal_letter
    letter = seal_letter(context, write(election, code, token, expires_at))
    return PreparedCode(purpose, expires_at, letter, code, token)


def give_code(
    context: Context, account: VoterAccount, address: str, prepared: PreparedCode
) -> None:
    """Make a code the one live code of an account and write its mail; retire the one before."""
    purpose = prepared.purpose.value
    retire_codes(account)
    ConfirmationCode.insert(
        account=account.id,
        live=account.id,
        purpose=purpose,
        account_version=account.version,
        code_digest=code_digest(context.keys, purpose, account.id, prepared.code),
        link_digest=link_digest(context.keys, purpose, account.id, prepared.token),
        created_at=context.now,
        expires_at=prepared.expires_at,
    ).execute()
    post(context, address, prepared.letter, prepared.expires_at)


def retire_codes(account: VoterAccount) -> None:
    """Make the live code of an account unusable, inside the caller's transaction."""
    ConfirmationCode.update(live=None).where(ConfirmationCode.live == account.id).execute()


def renew_tries(context: Context, address: str) -> None:
    """Reset the tries of an address with a new code, whether it has an account or not."""
    reset(context, Tried.CODE, address)


def find_code(
    context: Context,
    account: VoterAccount | None,
    address: str,
    purpose: CodePurpose,
    typed: str | LinkToken,
) -> ConfirmationCode:
    """Count a try, then return the live code that was typed or pasted as a link.

    Args:
        context: The open election, outside of any transaction.
        account: The account of the address, None if it has none.
        address: Whose tries are counted.
        purpose: What the code must be for.
        typed: A code in any shape, a link, or what a mail held of one.

    Raises:
        MalformedCode: It cannot be a code; no try was counted.
        ExhaustedCode: All tries are used up; nothing was compared.
        WrongCode: It is none of this account's codes.
        StaleCode: It is an old one: used, replaced or expired.
    """
    code = typed if isinstance(typed, LinkToken) else _parsed(context, typed)
    left = count_code_try(context, address)
    if left is None:
        raise ExhaustedCode
    with context.connection():
        found = matching_code(context, account, purpose, code) if account else None
        if found is None:
            raise WrongCode(tries_left=left)
        require_live(context, found)
        return found


def _parsed(context: Context, typed: str) -> TypedCode | LinkToken:
    code = parse_code(typed, context.election.election.space_url)
    if code is None:
        raise MalformedCode
    return code


def consume(context: Context, code: ConfirmationCode) -> None:
    """Use a code up, inside the caller's transaction; only one caller succeeds.

    Raises:
        StaleCode: It was used or replaced in the meantime.
    """
    used = (
        ConfirmationCode.update(consumed_at=context.now, live=None)
        .where(
            (ConfirmationCode.id == code.id)
            & ConfirmationCode.consumed_at.is_null()
            & ConfirmationCode.live.is_null(False)
        )
        .execute()
    )
    if used != 1:
        raise StaleCode


def matching_code(
    context: Context, account: VoterAccount, purpose: CodePurpose, typed: TypedCode | LinkToken
) -> ConfirmationCode | None:
    """Return the code of an account that was typed, live or not, inside a connection."""
    match typed:
        case LinkToken(token):
            digest = link_digest(context.keys, purpose.value, account.id, token)
            fits = ConfirmationCode.link_digest == digest
        case TypedCode(letters):
            digest = code_digest(context.keys, purpose.value, account.id, letters)
            fits = ConfirmationCode.code_digest == digest
    return ConfirmationCode.get_or_none((ConfirmationCode.account == account.id) & fits)


def require_live(context: Context, code: ConfirmationCode) -> None:
    """Require that a code can still be used.

    Raises:
        StaleCode: It was used, replaced, or has expired.
    """
    if code.consumed_at is not None:
        raise StaleCode(
            "Ce code a déjà servi. Accédez à votre espace électeur avec votre adresse et "
            "votre mot de passe."
        )
    if code.live is None:
        raise StaleCode("Un code plus récent vous a été adressé : prenez celui du dernier mail.")
    if code.expires_at <= context.now:
        raise StaleCode("Ce code a expiré. Demandez un nouveau code.")


def pending_code(
    context: Context,
    purpose: CodePurpose,
    address: str,
    expires_at: datetime,
    proof: str | None = None,
) -> PendingCode:
    """Return what a screen may know of a code, inside a connection.

    The same with and without an account.
    """
    return PendingCode(
        purpose=purpose,
        address=address,
        expires_at=expires_at,
        resend_at=mail_allowed_from(context, address) or context.now,
        tries_left=max(code_tries_left(context, address), 0),
        proof=proof,
    )


def fresh_code(
    context: Context, prepared: PreparedCode, address: str, resend_at: datetime, proof: str | None
) -> PendingCode:
    """Return what a screen may know of a code that has just been sent, with all its tries."""
    tries = context.election.security.code_tries
    return PendingCode(prepared.purpose, address, prepared.expires_at, resend_at, tries, proof)


def proof_of(context: Context, account: VoterAccount | None, address: str) -> str:
    """Return the proof that the password of an account was typed; random without an account."""
    if account is None:
        return secrets.token_hex(32)
    return proof_digest(context.keys, account.id, account.version, address)


def proof_fits(context: Context, account: VoterAccount, pending: PendingCode) -> bool:
    """Return whether a proof is of the account's password as it is now."""
    expected = proof_digest(context.keys, account.id, account.version, pending.address)
    return pending.proof is not None and digests_equal(pending.proof, expected)


def live_expiry(context: Context, account: VoterAccount | None) -> datetime:
    """Return when the live code of an account expires, now if it has none."""
    code = ConfirmationCode.get_or_none(ConfirmationCode.live == account.id) if account else None
    return code.expires_at if code else context.now
