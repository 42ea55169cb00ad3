"""A database as the version before the last kept it: hashes and mails bound to nobody."""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet

from models import Espace
from models.context import Context
from models.crypto.bound_hashes import Owner
from models.crypto.digests import code_digest, keyed_digest
from models.mail.embedded import place_of
from models.migrations.state import ROLL_MIGRATIONS
from models.services.sending.outgoing import opened_letter
from models.tables.accounts import AccountRequest, ConfirmationCode, VoterAccount
from models.tables.mailboxes import Mailbox, MailboxMessage
from models.tables.mails import WaitingMail


def unbind(espace: Espace) -> None:
    """Take the last migration back, with what it did to the rows, and the key that it made."""
    context = espace.context
    opened = context.passwords._opened
    fernet = Fernet(urlsafe_b64encode(context.keys.mail))
    with context.transaction():
        for account in VoterAccount.select():
            account.password_hash = (
                opened(account.password_hash, Owner.voter(account.elector.uid)) or ""
            )
            account.save()
        for request in AccountRequest.select():
            owner = Owner.request(request.reference)
            request.password_hash = opened(request.password_hash, owner) or ""
            request.save()
        for box in Mailbox.select():
            box.password_hash = opened(box.password_hash, Owner.mailbox(box.elector.uid)) or ""
            box.save()
        for message in MailboxMessage.select():
            for column in ("subject", "body"):
                place = place_of(message, column)
                text = context.seal.open(getattr(message, column), *place)
                setattr(message, column, fernet.encrypt(text.encode()).decode())
            message.save()
        for mail in WaitingMail.select().where(WaitingMail.body.is_null(False)):
            letter = opened_letter(context, mail)
            _unbind_code(context, letter.body)
            mail.subject = fernet.encrypt(letter.subject.encode()).decode()
            mail.body = fernet.encrypt(letter.body.encode()).decode()
            mail.save()
    with context.store.connection(any_version=True):
        ROLL_MIGRATIONS.runner(context.store.database).down("0009_bound")
    for name in ("administration.key", "bound"):
        (context.store.key_directory / name).unlink()


def _unbind_code(context: Context, body: str) -> None:
    """Store the digest of a mail's code as it was: of the account, and of nobody in particular."""
    shown = re.search(r"\b[A-Z0-9]{5}-[A-Z0-9]{5}\b", body)
    code = shown[0].replace("-", "") if shown else ""
    for row in ConfirmationCode.select():
        place = row.purpose, row.account_id
        if row.code_digest == code_digest(context.keys, *place, row.account.elector.uid, code):
            row.code_digest = keyed_digest(
                context.keys.codes, "code", row.purpose, str(row.account_id), code
            )
            row.save()
