"""Making a code and its link, and finding what a typed one is."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime

from models.context import Context
from models.crypto.digests import code_digest, link_digest
from models.mail.letters import confirmation_letter, renewal_letter
from models.refusals import CodeDead, CodeMisshapen, CodeRefused, CodeStale
from models.rules.codes import TOKEN_BYTES, make_code, normalise_code, token_in
from models.services.outgoing import SealedLetter, post, seal_letter
from models.services.tries import CODE, count_code_try, forgive
from models.tables.accounts import ConfirmationCode, VoterAccount
from models.tables.statement import Statement
from models.views import CodePurpose

RETIRE = Statement(
    lambda slot: ConfirmationCode.update(live=None).where(ConfirmationCode.live == slot.account)
)
MAKE_LIVE = Statement(
    lambda slot: ConfirmationCode.insert(
        account=slot.account,
        live=slot.account,
        purpose=slot.purpose,
        account_version=slot.version,
        code_digest=slot.code_digest,
        link_digest=slot.link_digest,
        created_at=slot.now,
        expires_at=slot.expires_at,
    )
)


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
    """Make a code the one live code of an account and write its mail; kills the one before."""
    purpose = prepared.purpose.value
    retire_codes(account)
    MAKE_LIVE.run(
        account=account.id,
        purpose=purpose,
        version=account.version,
        code_digest=code_digest(context.keys, purpose, account.id, prepared.code),
        link_digest=link_digest(context.keys, purpose, account.id, prepared.token),
        now=context.now,
        expires_at=prepared.expires_at,
    )
    post(context, address, prepared.letter, prepared.expires_at)


def retire_codes(account: VoterAccount) -> None:
    """Make the live code of an account of no use, inside the caller's transaction."""
    RETIRE.run(account=account.id)


def renew_tries(context: Context, address: str) -> None:
    """Give an address its tries back with a new code, whether it has an account or not."""
    forgive(context, CODE, address)


def find_code(
    context: Context, account: VoterAccount | None, address: str, purpose: CodePurpose, typed: str
) -> ConfirmationCode:
    """Count a try, then return the live code that was typed or pasted as a link.

    Args:
        context: The open election, outside any transaction.
        account: The account of the address, None where there is none.
        address: Whose tries are counted.
        purpose: What the code must be for.
        typed: A code in any shape, or a link.

    Raises:
        CodeMisshapen: It cannot be a code; no try was counted.
        CodeDead: All tries are used up; nothing was compared.
        CodeRefused: It is none of this account's codes.
        CodeStale: It is an old one: used, replaced or expired.
    """
    if not (normalise_code(typed) or token_in(typed, context.election.election.space_url)):
        raise CodeMisshapen
    left = count_code_try(context, address)
    if left is None:
        raise CodeDead
    with context.connection():
        found = matching_code(context, account, purpose, typed) if account else None
        if found is None:
            raise CodeRefused(left)
        require_live(context, found)
        return found


def consume(context: Context, code: ConfirmationCode) -> None:
    """Use a code up, inside the caller's transaction; only one caller succeeds.

    Raises:
        CodeStale: It was used or replaced in the meantime.
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
        raise CodeStale


def matching_code(
    context: Context, account: VoterAccount, purpose: CodePurpose, typed: str
) -> ConfirmationCode | None:
    """Return the code of an account that was typed, live or not, inside a connection."""
    token = token_in(typed, context.election.election.space_url)
    code = normalise_code(typed)
    if token:
        digest = link_digest(context.keys, purpose.value, account.id, token)
        fits = ConfirmationCode.link_digest == digest
    else:
        digest = code_digest(context.keys, purpose.value, account.id, code or "")
        fits = ConfirmationCode.code_digest == digest
    return ConfirmationCode.get_or_none((ConfirmationCode.account == account.id) & fits)


def require_live(context: Context, code: ConfirmationCode) -> None:
    """Let a code through that can still be used.

    Raises:
        CodeStale: It was used, replaced, or has expired.
    """
    if code.consumed_at is not None:
        raise CodeStale(
            "Ce code a déjà servi. Accédez à votre espace électeur avec votre adresse et "
            "votre mot de passe."
        )
    if code.live is None:
        raise CodeStale("Un code plus récent vous a été adressé : prenez celui du dernier mail.")
    if code.expires_at <= context.now:
        raise CodeStale("Ce code a expiré. Demandez un nouveau code.")
