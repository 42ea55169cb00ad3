"""Binding what was kept before to its owner, once, when the tables come to be of that version."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from peewee import ModelSelect

from models.context import Context
from models.crypto.bound_hashes import Owner
from models.crypto.digests import owned_digest
from models.crypto.keys import (
    note_bound,
    prepare_administration_key,
    settle_administration_key,
)
from models.crypto.unbound import open_unbound
from models.errors import DatabaseSetBack, KeysMissing
from models.mail.embedded import place_of as place_of_message
from models.roll.numens import wrapped_digest
from models.services.sending.outgoing import place_of as place_of_mail
from models.services.shared.administration_key import keep_administration_key
from models.tables.accounts import AccountRequest, ConfirmationCode, VoterAccount
from models.tables.electors import Elector
from models.tables.installation import Installation
from models.tables.mailboxes import Mailbox, MailboxMessage, MailboxNumen, PreparedHash
from models.tables.mails import WaitingMail

BOUND = "bound"
"""The fact that it was done: what is not bound to its owner afterwards was put there by others."""
BATCH = 1_000

if TYPE_CHECKING:
    Rows = ModelSelect[Any]


def bind_rows(context: Context, *, trusted: bool) -> None:
    """Seal hashes and texts to their rows and owners, on the connection of the migrations.

    All of it or nothing, and once: a fact says that it was done.

    Args:
        context: The open election.
        trusted: Whether rows that are bound to nobody can be those of before there were bounds.
            Once it was bound, that is noted beside the keys: a database that says otherwise
            wants other rows sealed.

    Raises:
        KeysMissing: A key file is missing.
        DatabaseSetBack: They cannot.
    """
    directory = context.store.key_directory
    with context.store.database.atomic():
        if not Installation.select().where(Installation.name == BOUND).exists():
            if not trusted:
                raise DatabaseSetBack
            prepare_administration_key(directory)
            keep_administration_key(context)
            _bind_hashes(context)
            _bind_texts(context)
            _bind_numens(context)
            _bind_codes(context)
            Installation.insert(name=BOUND, value="").execute()
    settle_administration_key(directory)
    note_bound(directory)


def _bind_hashes(context: Context) -> None:
    owned: list[tuple[Rows, Callable[[Any], Owner]]] = [
        (_with_elector(VoterAccount), lambda row: Owner.voter(row.elector.uid)),
        (_with_elector(Mailbox), lambda row: Owner.mailbox(row.elector.uid)),
        (AccountRequest.select(), lambda row: Owner.request(row.reference)),
        (PreparedHash.select(), lambda row: Owner.mailbox(row.uid)),
    ]
    for rows, owner_of in owned:
        for some in _batches(rows):
            for row in some:
                row.password_hash = _bound(context, row.password_hash, owner_of(row))
            _write(rows, some, "password_hash")


def _with_elector(table: type[VoterAccount | Mailbox]) -> Rows:
    return table.select(table, Elector).join(Elector)


def _bound(context: Context, stored: str, owner: Owner) -> str:
    """Return a hash bound to its owner; a pending account has none."""
    return context.passwords.bind(stored, owner) if stored else ""


def _bind_texts(context: Context) -> None:
    waiting = WaitingMail.select().where(WaitingMail.body.is_null(False))
    placed: list[tuple[Rows, Callable[[Any, str], tuple[str, ...]]]] = [
        (MailboxMessage.select(), place_of_message),
        (waiting, lambda row, column: place_of_mail(row.recipient, column)),
    ]
    for rows, place_of in placed:
        for some in _batches(rows):
            for row in some:
                row.subject = _sealed(context, row.subject, place_of(row, "subject"))
                row.body = _sealed(context, row.body, place_of(row, "body"))
            _write(rows, some, "subject", "body")


def _sealed(context: Context, sealed: str, place: tuple[str, ...]) -> str:
    """Return a text sealed to its place; one that was altered stays as it is, and opens nowhere."""
    try:
        return context.seal.close(open_unbound(context.keys, sealed), *place)
    except KeysMissing:
        return sealed


def _bind_numens(context: Context) -> None:
    numens: list[Rows] = [MailboxNumen.select(), PreparedHash.select()]
    for rows in numens:
        for some in _batches(rows):
            for row in some:
                row.digest = wrapped_digest(context, row.digest)
            _write(rows, some, "digest")


def _bind_codes(context: Context) -> None:
    rows = ConfirmationCode.select(ConfirmationCode, VoterAccount, Elector)
    rows = rows.join(VoterAccount).join(Elector)
    for some in _batches(rows):
        for row in some:
            uid = row.account.elector.uid
            row.code_digest = owned_digest(context.keys, row.code_digest, uid)
            row.link_digest = owned_digest(context.keys, row.link_digest, uid)
        _write(rows, some, "code_digest", "link_digest")


def _write(rows: Rows, some: list[Any], *columns: str) -> None:
    table: Any = rows.model
    table.bulk_update(some, [getattr(table, column) for column in columns])


def _batches(rows: Rows) -> Iterator[list[Any]]:
    """Yield the rows of a query in the order of their key, so many at a time."""
    key, last = rows.model._meta.primary_key, None
    while some := list(
        (rows if last is None else rows.where(key > last)).order_by(key).limit(BATCH)
    ):
        yield some
        last = some[-1]._pk
