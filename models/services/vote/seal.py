"""The seal of the vote: from then on nothing of what it covers changes."""

from __future__ import annotations

from hashlib import sha256

import msgspec

from models.context import Context
from models.errors import FileError, SealBroken, VoteSealed
from models.services.vote.parts import QUICK, Part
from models.tables.audit import AuditEvent
from models.tables.vote_seal import VoteSeal

SEALED = "vote_sealed/{fingerprint}"
"""What the audit chain calls a seal."""


def find_seal() -> VoteSeal | None:
    """Return the seal, None if there is none, inside a connection."""
    return VoteSeal.get_or_none()


def sealed_parts(seal: VoteSeal) -> dict[Part, str]:
    """Return what a seal covers, with the fingerprint that each part had."""
    return msgspec.json.decode(seal.parts, type=dict[Part, str])


def fingerprint_of_all(parts: dict[Part, str]) -> str:
    """Return the fingerprint of the parts with theirs: hexadecimal SHA-256."""
    text = msgspec.json.encode({part.value: parts[part] for part in Part})
    return sha256(text).hexdigest()


def recorded_fingerprint() -> str | None:
    """Return how the fingerprint of the newest seal of the audit chain begins, inside a connection.

    None if nothing was ever sealed.
    """
    event = (
        AuditEvent.select(AuditEvent.kind)
        .where(AuditEvent.kind.startswith(SEALED.format(fingerprint="")))
        .order_by(AuditEvent.sequence.desc())
        .first()
    )
    return event.kind.rpartition("/")[2] if event else None


def require_not_sealed() -> None:
    """Refuse to change what a seal covers, inside a connection.

    Raises:
        VoteSealed: The election is sealed.
    """
    if VoteSeal.select().exists():
        raise VoteSealed


def changed_parts(context: Context, seal: VoteSeal, parts: tuple[Part, ...]) -> list[Part]:
    """Return which parts are no more what they were when they were sealed.

    Args:
        context: The open election, inside a connection; a snapshot for the roll.
        seal: Its seal.
        parts: Those to look at.

    Raises:
        ListsFileError, ElectionFileError: A file of lists cannot be read, or is wrong.
    """
    # Only what is sealed needs it: a visit before that does without.
    from models.services.vote.covered import fingerprint_of

    sealed = sealed_parts(seal)
    return [part for part in parts if fingerprint_of(context, part) != sealed[part]]


def require_seal_intact(context: Context) -> None:
    """Refuse to serve an election of which something has changed since, inside a connection.

    Only what is looked at in a moment: `admin check` looks at the rest.

    Raises:
        SealBroken: With what has changed; lists that cannot be read have changed.
    """
    seal = find_seal()
    if seal is None:
        return
    try:
        changed = changed_parts(context, seal, QUICK)
    except FileError:
        changed = [Part.LISTS]
    if changed:
        raise SealBroken(parts=[part.label for part in changed])
