"""Passwords as the database keeps them, put there by who has the keys."""

from __future__ import annotations

from models import Espace
from models.crypto.bound_hashes import Owner
from models.tables.accounts import VoterAccount
from models.tables.mailboxes import Mailbox


def keep_hashes(espace: Espace, *, voter: str, mailbox: str) -> None:
    """Give every account and every mailbox an encoded hash, bound to its owner."""
    bind = espace.context.passwords.bind
    with espace.context.transaction():
        for account in VoterAccount.select():
            account.password_hash = bind(voter, Owner.voter(account.elector.uid))
            account.save()
        for box in Mailbox.select():
            box.password_hash = bind(mailbox, Owner.mailbox(box.elector.uid))
            box.save()
