"""What the confirmation screen may know of a code: the same with and without an account."""

from __future__ import annotations

import secrets
from datetime import datetime

from models.context import Context
from models.crypto.digests import proof_digest, same
from models.services.outgoing import mail_allowed_from
from models.services.tries import code_tries_left
from models.tables.accounts import ConfirmationCode, VoterAccount
from models.views import CodePurpose, PendingCode


def pending_code(
    context: Context,
    purpose: CodePurpose,
    address: str,
    expires_at: datetime,
    proof: str | None = None,
) -> PendingCode:
    """Return what the screen shows of a code, inside a connection."""
    return PendingCode(
        purpose=purpose,
        address=address,
        expires_at=expires_at,
        resend_at=mail_allowed_from(context, address) or context.now,
        tries_left=max(code_tries_left(context, address), 0),
        proof=proof,
    )


def fresh_code(
    context: Context,
    purpose: CodePurpose,
    address: str,
    expires_at: datetime,
    resend_at: datetime,
    proof: str | None,
) -> PendingCode:
    """Return what the screen shows of a code that has just been made, with all its tries."""
    tries = context.election.security.code_tries
    return PendingCode(purpose, address, expires_at, resend_at, tries, proof)


def proof_of(context: Context, account: VoterAccount | None, address: str) -> str:
    """Return the proof that the password of an account was typed; noise where there is none."""
    if account is None:
        return secrets.token_hex(32)
    return proof_digest(context.keys, account.id, account.version, address)


def proof_fits(context: Context, account: VoterAccount, pending: PendingCode) -> bool:
    """Return whether a proof is of the account's password as it is now."""
    expected = proof_digest(context.keys, account.id, account.version, pending.address)
    return pending.proof is not None and same(pending.proof, expected)


def live_expiry(context: Context, account: VoterAccount | None) -> datetime:
    """Return when the live code of an account ends, now where it has none."""
    code = ConfirmationCode.get_or_none(ConfirmationCode.live == account.id) if account else None
    return code.expires_at if code else context.now
