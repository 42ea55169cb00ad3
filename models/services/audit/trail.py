"""Appending to the audit chain, inside the transaction of the act that is recorded."""

from __future__ import annotations

from models.context import Context
from models.crypto.digests import digests_equal
from models.errors import DatabaseUnavailable
from models.rules.text import clean_line
from models.tables.audit import AuditEvent, AuditHead, event_digest, head_seal

NO_END = "la chaîne d'audit a été altérée, sa fin manque : restaurez une sauvegarde"
LONGEST_SOURCE = 80
"""Characters of a kiosk's name or an SSH peer that are kept."""
BALLOT_TAKEN = "ballot_taken"
CAST_BALLOT = "cast_ballot"
TELL_WHO_VOTED = (BALLOT_TAKEN, CAST_BALLOT)
"""How kinds begin that tell who has voted: as little for the helpdesk as the signature list."""


def record(context: Context, kind: str, name: str, source: str) -> None:
    """Append an event; must be called last in a transaction, as it locks the chain.

    Args:
        context: The open election.
        kind: What happened, as `account_created` or `sign_in/MustWait`.
        name: Address or user name of the person concerned, written as a pseudonym.
        source: Where it came from; kept outside what is hashed.

    Raises:
        DatabaseUnavailable: With the reason: the end of the chain is missing.
    """
    origin = clean_line(source, longest=LONGEST_SOURCE)
    advanced = AuditHead.update(sequence=AuditHead.sequence + 1).returning(
        AuditHead.sequence, AuditHead.digest, AuditHead.seal
    )
    head = next(iter(advanced.execute()), None)
    if head is None:
        raise DatabaseUnavailable(reason=NO_END)
    event = AuditEvent(
        sequence=head.sequence,
        at=context.now,
        kind=kind,
        subject=context.pseudonym("person", name),
        source=origin,
        source_digest=context.pseudonym("source", origin),
        previous=head.digest,
    )
    event.digest = event_digest(context.keys, event)
    event.save(force_insert=True)
    # An end that was put back by hand is not sealed again: the next verification tells.
    before = head_seal(context.keys, head.sequence - 1, head.digest)
    whole = digests_equal(head.seal, before)
    seal = head_seal(context.keys, event.sequence, event.digest) if whole else ""
    AuditHead.update(digest=event.digest, seal=seal).execute()


def seal_end(context: Context) -> None:
    """Seal the end of a chain that was written before ends were sealed, in a transaction."""
    for head in AuditHead.select():
        seal = head_seal(context.keys, head.sequence, head.digest)
        AuditHead.update(seal=seal).where(AuditHead.id == head.id).execute()
