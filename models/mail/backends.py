"""Which mailboxes an election has: `backend` in `[mail]` of the election file."""

from __future__ import annotations

from models.clock import Clock
from models.crypto.password_hashes import PasswordHashes
from models.mail.mailboxes import Mailboxes
from models.settings.election import Election
from models.storage.store import Store


def mailboxes_of(
    election: Election, clock: Clock, store: Store, hashes: PasswordHashes
) -> Mailboxes:
    """Return the mailboxes of an election; nothing is opened yet.

    Args:
        election: Says which backend they have.
        clock: The present.
        store: The database, for mailboxes that are kept in it, with its keys.
        hashes: Verifies the passwords of mailboxes that are kept in the database.
    """
    if election.mail.imap is not None and election.mail.backend == "smtp-imap":
        from models.mail.imap.mailboxes import ImapMailboxes

        return ImapMailboxes(election, election.mail.imap, store)
    from models.mail.embedded_mailboxes import EmbeddedMailboxes

    return EmbeddedMailboxes(election, clock, store, hashes)
