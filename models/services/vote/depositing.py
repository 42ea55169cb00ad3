"""Taking a ballot: into the urn, with a line of the signature list, or neither.

Nothing of the two says that they belong together. On SQLite some other ballots are written again
beside the new one, so that the pages of the file do not tell which one came last, and the log is
emptied, from whose commits it could be read; a process killed in between leaves that to the next
ballot. On PostgreSQL whoever reads its own columns (`xmin`) or its files can pair both, until the
urn is rewritten, at closing: no machine but the administrator's can.
"""

from __future__ import annotations

import secrets
from base64 import b64encode
from datetime import datetime
from random import SystemRandom
from typing import Any

from peewee import Expression

from models.context import Context
from models.errors import AlreadyVoted, BallotRefused
from models.mail.receipt_letter import receipt_letter
from models.rules.text import clean_line
from models.services.audit.trail import BALLOT_TAKEN, LONGEST_SOURCE, record
from models.services.sending.outgoing import SealedLetter, post, seal_letter
from models.services.shared.requester import Requester
from models.services.vote.scrutins import (
    SealedScrutin,
    find_signature,
    require_not_voted,
    require_open,
    sealed_scrutin,
)
from models.tables.electors import Elector, Scrutin
from models.tables.urn import Signature, UrnBallot
from models.voting.ballots import check_ballot, tracker
from models.voting.group import point_text

REPLAYED = (
    "Ce bulletin est déjà dans l'urne, ou un autre y a été fait avec la même notice : il n'a pas "
    "été pris une deuxième fois."
)
_TEXTS = ("tracker", "credential", "ballot")
_BYTES = 32
"""Of a digest."""


def deposit_ballot(
    context: Context,
    elector_id: int,
    scrutin: str,
    credential: str,
    text: bytes,
    *,
    opened_at: datetime | None = None,
    checked: str | None = None,
    source: str,
) -> str:
    """Take a ballot of a person into the urn, checked once more, and return its tracker.

    Args:
        context: The open election.
        elector_id: Number of the person.
        scrutin: Code of the scrutin.
        credential: The public credential that is theirs there (`credential_of`).
        text: The ballot as it is archived, byte for byte.
        opened_at: When the person opened their ballot, see `require_open`.
        checked: How many implementations have checked it, for the mail with the receipt; None:
            no mail is sent.
        source: Where the person is.

    Raises:
        VoteNotPrepared: Nobody votes in this scrutin here, or this person does not.
        BallotRefused: It is altered, of another scrutin, signed by another credential, does not
            hold exactly one list or a blank vote, or is in the urn already.
        AlreadyVoted: The person has voted in this scrutin.
        WindowNotOpen, WindowClosed: The vote is not open.
    """
    with context.connection():
        sealed = sealed_scrutin(elector_id, scrutin)
        require_not_voted(elector_id, sealed.row.id)
        require_open(context, sealed.row, opened_at=opened_at)
        elector = Elector.get_by_id(elector_id)
    if point_text(check_ballot(sealed.election, text)) != credential:
        raise BallotRefused().because("signed by another credential")
    letter = _letter(context, sealed, elector, text, checked) if checked is not None else None
    with context.connection():
        context.store.dialect.urns.make_durable()
        with context.store.database.atomic():
            _sign(context, elector, sealed.row, source)
            _put(context, sealed.row, credential, text)
            if letter is not None:
                owner = Requester(owner=True, source=source)
                post(context, elector.mail, letter, owner)
            record(context, f"{BALLOT_TAKEN}/{scrutin}", elector.mail, source)
            # Deposits and the closing wait for each other at the audit chain: who comes after it
            # finds the urn closed, and the moment is that of whoever has waited.
            require_open(context, sealed.row, opened_at=opened_at)
        context.store.dialect.urns.forget_last()
    return tracker(text)


def _letter(
    context: Context, sealed: SealedScrutin, elector: Elector, text: bytes, checked: str
) -> SealedLetter:
    row = sealed.row
    letter = receipt_letter(
        context.election, (row.short, row.title), tracker(text), checked, context.now
    )
    return seal_letter(context, letter, elector.mail)


def _sign(context: Context, elector: Elector, scrutin: Scrutin, source: str) -> None:
    """Write the line of a person into the signature list.

    Raises:
        AlreadyVoted: It is there already.
    """
    written = (
        Signature.insert(
            elector=elector.id,
            scrutin=scrutin.id,
            signed_at=context.now,
            source=clean_line(source, longest=LONGEST_SOURCE),
        )
        .on_conflict_ignore()
        .as_rowcount()
        .execute()
    )
    if not written:
        raise AlreadyVoted(moment=find_signature(elector.id, scrutin.id) or context.now)


def _put(context: Context, scrutin: Scrutin, credential: str, text: bytes) -> None:
    """Put a ballot into the urn.

    Raises:
        BallotRefused: It is there already, or another one of the same credential.
    """
    row = {
        "scrutin_id": scrutin.id,
        "tracker": tracker(text),
        "credential": credential,
        "ballot": text.decode("ascii"),
    }
    if not UrnBallot.insert(row).on_conflict_ignore().as_rowcount().execute():
        raise BallotRefused(REPLAYED).because("replayed")
    if context.store.dialect.urns.rewritten:
        _mix(scrutin.id, row, context.store.dialect.urns.rewritten)


def _mix(scrutin_id: int, row: dict[str, Any], count: int) -> None:
    """Write a ballot again, with some that were there, in an order that is drawn."""
    drawn = b64encode(secrets.token_bytes(_BYTES)).decode()
    behind = _some(scrutin_id, UrnBallot.tracker >= drawn, count)
    before = _some(scrutin_id, UrnBallot.tracker < drawn, count - len(behind))
    rows = {one["tracker"]: one for one in (*behind, *before, row)}
    UrnBallot.delete().where(
        (UrnBallot.scrutin == scrutin_id) & UrnBallot.tracker.in_(list(rows))
    ).execute()
    mixed = list(rows.values())
    SystemRandom().shuffle(mixed)
    UrnBallot.insert_many(mixed).execute()


def _some(scrutin_id: int, where: Expression, count: int) -> list[dict[str, Any]]:
    """Return the first ballots of a part of an urn as they are written."""
    chosen = UrnBallot.select().where((UrnBallot.scrutin == scrutin_id) & where)
    rows: Any = chosen.order_by(UrnBallot.tracker).limit(count).dicts()
    return [{"scrutin_id": scrutin_id, **{name: one[name] for name in _TEXTS}} for one in rows]
