"""Requests for an account: they wait side by side, and the one that is confirmed wins."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from models.context import Context
from models.crypto.digests import digests_equal, proof_digest
from models.services.sending.outgoing import withdraw
from models.services.shared.requester import Requester
from models.tables.accounts import AccountRequest, ConfirmationCode, VoterAccount
from models.views.voter import PendingCode

REFERENCE_BYTES = 32
STRANGERS_REQUESTS = 3
"""Requests of strangers that wait for one account at most: the oldest goes."""


def make_reference() -> str:
    """Return a random name for a request, or for none: a screen cannot tell."""
    return secrets.token_urlsafe(REFERENCE_BYTES)


def add_request(
    context: Context,
    account: VoterAccount,
    password_hash: str,
    reference: str,
    *,
    requester: Requester,
    earlier: PendingCode | None,
) -> AccountRequest:
    """Let a request wait for its confirmation, inside the caller's transaction.

    An owner's takes the place of all that wait. A stranger's takes the place only of the one
    that the same visit has made, which alone knows its name; if too many wait, the oldest of the
    same source goes first: who asks again and again puts an end to their own.

    Args:
        context: The open election.
        account: The pending account, held by the caller.
        password_hash: Of the password typed for it.
        reference: From `make_reference`.
        requester: Who asks.
        earlier: What the visit has asked for before, if anything.
    """
    waiting = requests_of(account)
    source_digest = context.pseudonym("source", requester.source)
    if requester.owner:
        end_requests(waiting)
    else:
        own = [each for each in waiting if earlier and each.reference == earlier.reference]
        others = [each for each in waiting if each not in own and not each.by_owner]
        others.sort(key=lambda each: each.source_digest == source_digest)
        end_requests([*own, *others[STRANGERS_REQUESTS - 1 :]])
    return AccountRequest.create(
        account=account.id,
        reference=reference,
        password_hash=password_hash,
        by_owner=requester.owner,
        source_digest=source_digest,
        created_at=context.now,
    )


def requests_of(account: VoterAccount | None) -> list[AccountRequest]:
    """Return what waits for an account: the owner's first, then the newest, in a connection."""
    waiting = AccountRequest.select().where(
        AccountRequest.account == (account.id if account else 0)
    )
    return list(waiting.order_by(AccountRequest.by_owner.desc(), AccountRequest.id.desc()))


def request_named(account: VoterAccount | None, reference: str) -> AccountRequest | None:
    """Return a request of an account by its name, inside a connection."""
    return AccountRequest.get_or_none(
        (AccountRequest.account == (account.id if account else 0))
        & (AccountRequest.reference == reference)
    )


def end_requests(requests: Iterable[AccountRequest]) -> None:
    """End requests with their codes and the mails not sent yet, in the caller's transaction."""
    ended = [each.id for each in requests]
    if not ended:
        return
    live = ConfirmationCode.live_for.is_null(False) & ConfirmationCode.request.in_(ended)
    withdraw(*(code.live_for or "" for code in ConfirmationCode.select().where(live)))
    ConfirmationCode.update(live_for=None).where(live).execute()
    AccountRequest.delete().where(AccountRequest.id.in_(ended)).execute()


def proof_of(context: Context, reference: str, address: str) -> str:
    """Return the proof that the password of a request was typed."""
    return proof_digest(context.keys, reference, address)


def proof_fits(context: Context, request: AccountRequest, pending: PendingCode) -> bool:
    """Return whether a proof is of the password of a request."""
    expected = proof_of(context, request.reference, pending.address)
    return pending.proof is not None and digests_equal(pending.proof, expected)
