"""Making a code and its link, finding what a typed one is, and what a screen may know of it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime

from peewee import JOIN, fn

from models.context import Context
from models.crypto.digests import code_digest, link_digest
from models.errors import ExhaustedCode, MalformedCode, StaleCode, WrongCode
from models.mail.letters import confirmation_letter, renewal_letter
from models.rules.codes import TOKEN_BYTES, TypedCode, make_code, parse_code
from models.services.sending.outgoing import (
    Carried,
    SealedLetter,
    mail_allowed_from,
    post,
    seal_letter,
)
from models.services.shared.counts import Tried, reset_counts, subject_of
from models.services.shared.requester import Requester
from models.services.shared.tries import code_tries_left, count_code_try
from models.tables.accounts import AccountRequest, AccountState, ConfirmationCode, VoterAccount
from models.views.voter import CodePurpose, LinkToken, PendingCode

OWNERS = " owner"
"""Ends what a renewal is the one code of, if the owner asked for it."""
NOBODYS = 0
"""The number of no account: databases number from 1."""
PLACE = 12
"""Hexadecimal characters by which a place is told in a column of 32."""


@dataclass(frozen=True, slots=True)
class PreparedCode:
    """A code in its sealed mail, not given to any account yet."""

    purpose: CodePurpose
    expires_at: datetime
    letter: SealedLetter = field(repr=False)
    code: str = field(repr=False)
    token: str = field(repr=False)


def prepare_code(context: Context, purpose: CodePurpose, recipient: str) -> PreparedCode:
    """Return a fresh code for an address, valid 24 hours and never past `confirmations_close`."""
    election = context.election
    expires_at = min(
        context.now + election.security.code_life, election.calendar.confirmations_close
    )
    code, token = make_code(secrets.randbelow), secrets.token_urlsafe(TOKEN_BYTES)
    write = confirmation_letter if purpose is CodePurpose.CONFIRM else renewal_letter
    letter = seal_letter(context, write(election, code, token, context.now, expires_at), recipient)
    return PreparedCode(purpose, expires_at, letter, code, token)


def give_code(
    context: Context,
    account: VoterAccount,
    request: AccountRequest | None,
    address: str,
    prepared: PreparedCode,
    requester: Requester,
) -> None:
    """Make a code the one live code of a request and write its mail; the previous one dies.

    A renewal belongs to no request: the owner has a live code, and strangers one a place.
    """
    purpose, uid = prepared.purpose.value, account.elector.uid
    live_for = f"request {request.id}" if request else _renewal_of(context, account, requester)
    ConfirmationCode.update(live_for=None).where(ConfirmationCode.live_for == live_for).execute()
    ConfirmationCode.insert(
        account=account.id,
        request=request and request.id,
        live_for=live_for,
        purpose=purpose,
        account_version=account.version,
        code_digest=code_digest(context.keys, purpose, account.id, uid, prepared.code),
        link_digest=link_digest(context.keys, purpose, account.id, uid, prepared.token),
        created_at=context.now,
        expires_at=prepared.expires_at,
    ).execute()
    post(context, address, prepared.letter, requester, Carried(live_for, prepared.expires_at))


def _renewal_of(context: Context, account: VoterAccount, requester: Requester) -> str:
    """Return what a renewal is the one code of: for the owner, or for strangers at one place."""
    place = context.pseudonym("renewal", requester.source)[:PLACE]
    return f"account {account.id}{OWNERS if requester.owner else f' {place}'}"


def retire_codes(account: VoterAccount) -> None:
    """Make all codes of an account unusable, inside the caller's transaction."""
    ConfirmationCode.update(live_for=None).where(
        (ConfirmationCode.account == account.id) & ConfirmationCode.live_for.is_null(False)
    ).execute()


def last_code(account: VoterAccount, now: datetime) -> ConfirmationCode | None:
    """Return the newest code of an account, inside a connection.

    A live one rather than another; one that confirms no stranger's password rather than one that
    would; one that can still be used at `now`, aware, rather than an expired one.
    """
    codes = (
        ConfirmationCode.select()
        .join(AccountRequest, JOIN.LEFT_OUTER)
        .where(ConfirmationCode.account == account.id)
    )
    renews = ConfirmationCode.purpose == CodePurpose.RESET.value
    order = (
        ConfirmationCode.live_for.is_null(),
        (renews | fn.COALESCE(AccountRequest.by_owner, False)).desc(),
        ConfirmationCode.expires_at <= now,
        ConfirmationCode.created_at.desc(),
        ConfirmationCode.id.desc(),
    )
    code: ConfirmationCode | None = codes.order_by(*order).first()
    return code


def mailer_of(requester: Requester, purpose: CodePurpose, proof: str | None) -> Requester:
    """Return whose mails another code is counted among.

    A request for an account of which nothing shows that it is the owner's uses up none of theirs.
    """
    is_strangers = purpose is CodePurpose.CONFIRM and proof is None
    return replace(requester, owner=requester.owner and not is_strangers)


def renew_tries(context: Context, address: str, requester: Requester) -> None:
    """Reset the tries of an address with a new code, whether it has an account or not."""
    reset_counts(Tried.CODE, subject_of(context, Tried.CODE, address, requester))


def find_code(
    context: Context,
    account: VoterAccount | None,
    address: str,
    purpose: CodePurpose,
    typed: str | TypedCode | LinkToken,
    requester: Requester,
) -> ConfirmationCode:
    """Count a try, then return the live code that was typed or pasted as a link.

    Args:
        context: The open election, outside of any transaction.
        account: The account of the address, None if it has none.
        address: Whose tries are counted.
        purpose: What the code must be for.
        typed: A code in any shape, a link, or what a mail held of one.
        requester: Whose tries are counted.

    Raises:
        MalformedCode: It cannot be a code; no try was counted.
        ExhaustedCode: All tries are used up; nothing was compared.
        WrongCode: It is none of this account's codes.
        StaleCode: It is an old one: used, replaced or expired.
    """
    code = read_code(context, typed)
    left = count_code_try(context, address, requester)
    if left is None:
        raise ExhaustedCode
    with context.connection():
        found = matching_code(context, account, purpose, code)
        if found is None:
            raise WrongCode(tries_left=left)
        require_live(context, found, by_link=isinstance(code, LinkToken))
        return found


def read_code(context: Context, typed: str | TypedCode | LinkToken) -> TypedCode | LinkToken:
    """Return a code or a link out of what was typed, or what it was read as before.

    Raises:
        MalformedCode: It cannot be a code.
    """
    if not isinstance(typed, str):
        return typed
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
        ConfirmationCode.update(consumed_at=context.now, live_for=None)
        .where(
            (ConfirmationCode.id == code.id)
            & ConfirmationCode.consumed_at.is_null()
            & ConfirmationCode.live_for.is_null(False)
        )
        .execute()
    )
    if used != 1:
        raise StaleCode


def matching_code(
    context: Context,
    account: VoterAccount | None,
    purpose: CodePurpose,
    typed: TypedCode | LinkToken,
) -> ConfirmationCode | None:
    """Return the code of an account that was typed, live or not, inside a connection.

    Without an account it is looked for as well: the time that it takes tells nothing.
    """
    account_id, uid = (account.id, account.elector.uid) if account else (NOBODYS, "")
    match typed:
        case LinkToken(token):
            digest = link_digest(context.keys, purpose.value, account_id, uid, token)
            fits = ConfirmationCode.link_digest == digest
        case TypedCode(letters):
            digest = code_digest(context.keys, purpose.value, account_id, uid, letters)
            fits = ConfirmationCode.code_digest == digest
    found = ConfirmationCode.select(ConfirmationCode, AccountRequest).join(
        AccountRequest, JOIN.LEFT_OUTER
    )
    code: ConfirmationCode | None = found.where(
        (ConfirmationCode.account == account_id) & fits
    ).first()
    return code


def require_live(context: Context, code: ConfirmationCode, *, by_link: bool) -> None:
    """Require that a code can still be used.

    Args:
        context: The open election, inside a connection.
        code: What was typed or followed.
        by_link: The link of the mail was followed: the sentences speak of it.

    Raises:
        StaleCode: It was used, replaced, or has expired.
    """
    what = "lien" if by_link else "code"
    if code.consumed_at is not None:
        raise StaleCode(
            f"Ce {what} a déjà servi. Accédez à votre espace électeur avec votre adresse et "
            "votre mot de passe."
        )
    if code.live_for is None and code.account.state != AccountState.PENDING:
        raise StaleCode(
            f"La demande de ce {what} a pris fin. Accédez à votre espace électeur avec votre "
            "adresse et votre mot de passe."
        )
    if code.live_for is None:
        raise StaleCode(f"Un {what} plus récent vous a été adressé : prenez celui du dernier mail.")
    if code.expires_at <= context.now:
        raise StaleCode(f"Ce {what} a expiré. Demandez un autre mail.", expired=True)


def pending_code(
    context: Context,
    purpose: CodePurpose,
    address: str,
    expires_at: datetime,
    requester: Requester,
    *,
    reference: str,
    proof: str | None = None,
) -> PendingCode:
    """Return what a screen may know of a code, inside a connection.

    The same with and without an account.
    """
    return PendingCode(
        purpose=purpose,
        address=address,
        expires_at=expires_at,
        resend_at=mail_allowed_from(context, address, mailer_of(requester, purpose, proof))
        or context.now,
        tries_left=max(code_tries_left(context, address, requester), 0),
        reference=reference,
        proof=proof,
    )


def known_elsewhere(context: Context, purpose: CodePurpose, address: str) -> PendingCode:
    """Return what another visit than the one that asked for a code takes to be pending.

    It knows nothing of the code, and nothing is looked up: the same for an address of nobody.
    """
    return PendingCode(
        purpose=purpose,
        address=address,
        expires_at=context.election.calendar.confirmations_close,
        resend_at=context.now,
        tries_left=context.election.security.code_tries,
        reference="",
    )


def live_expiry(context: Context, request: AccountRequest) -> datetime:
    """Return when the live code of a request expires, now if it has none."""
    code = ConfirmationCode.get_or_none(ConfirmationCode.live_for == f"request {request.id}")
    return code.expires_at if code else context.now
