"""The seal of the vote: from then on nothing of what it covers changes."""

from __future__ import annotations

from hashlib import sha256

import msgspec

from models.context import Context
from models.errors import FileError, SealBroken, VoteSealed
from models.services.vote.destroyed import destroyed_at
from models.services.vote.parts import QUICK, Part
from models.tables.audit import AuditEvent, is_made_by
from models.tables.vote_seal import VoteSeal

SEALED = "vote_sealed/{fingerprint}"
"""What the audit chain calls a seal."""
KEYS_MADE = "board_keys/{fingerprint}"
"""Likewise the keys of a board."""
CREDENTIALS_LOADED = "credentials_loaded/{fingerprint}"
"""Likewise the public credentials and links that were loaded, as they stand in the database."""


SEAL_GONE = (
    "L'élection avait été scellée, et le scellement a disparu de la base : rien n'a changé. "
    "Restaurez une sauvegarde faite après le scellement."
)
THE_SEAL = "le scellement lui-même"


def find_seal() -> VoteSeal | None:
    """Return the seal, None if there is none, inside a connection."""
    return VoteSeal.get_or_none()


def sealed_parts(seal: VoteSeal) -> dict[Part, str]:
    """Return what a seal covers, with the fingerprint that each part had; nothing if altered."""
    try:
        parts = msgspec.json.decode(seal.parts, type=dict[Part, str])
    except msgspec.MsgspecError:
        return {}
    return parts if set(parts) == set(Part) else {}


def fingerprint_of_all(parts: dict[Part, str]) -> str:
    """Return the fingerprint of the parts with theirs: hexadecimal SHA-256."""
    text = msgspec.json.encode({part.value: parts[part] for part in Part})
    return sha256(text).hexdigest()


def recorded_fingerprint(kind: str = SEALED, *, subject: str | None = None) -> str | None:
    """Return how the fingerprint of the newest event of a kind begins, inside a connection.

    It tells only that there is one: whether the event is the one that was written, `is_recorded`
    asks.

    Args:
        kind: `SEALED`, `KEYS_MADE` or `CREDENTIALS_LOADED`.
        subject: The pseudonym under which it was written, to find it without reading the others.

    Returns:
        The hexadecimal digits that the audit chain keeps, None if it has no such event.
    """
    event = _newest(kind, subject)
    return _fingerprint_in(event) if event else None


def is_recorded(context: Context, kind: str, fingerprint: str) -> bool:
    """Return whether the newest event of a kind has this fingerprint, inside a connection.

    An event that was edited has none: whoever can write the database can write any kind into it,
    and not its keyed digest.
    """
    event = _newest(kind, context.pseudonym("person", ""))
    return (
        event is not None
        and is_made_by(context.keys, event)
        and fingerprint.startswith(_fingerprint_in(event))
    )


def _newest(kind: str, subject: str | None) -> AuditEvent | None:
    events = AuditEvent.select().where(AuditEvent.kind.startswith(kind.format(fingerprint="")))
    if subject is not None:
        events = events.where(AuditEvent.subject == subject)
    event: AuditEvent | None = events.order_by(AuditEvent.sequence.desc()).first()
    return event


def _fingerprint_in(event: AuditEvent) -> str:
    return str(event.kind).rpartition("/")[2]


def require_not_sealed() -> None:
    """Refuse to change what a seal covers, inside a connection.

    Raises:
        VoteSealed: The election is sealed, or the audit chain says that it was.
    """
    if VoteSeal.select().exists():
        raise VoteSealed
    if recorded_fingerprint() is not None:
        raise VoteSealed(SEAL_GONE)


def changed_parts(context: Context, seal: VoteSeal, parts: tuple[Part, ...]) -> list[Part]:
    """Return which parts are no more what they were when they were sealed.

    Args:
        context: The open election, inside a connection; a snapshot for the roll.
        seal: Its seal.
        parts: Those to look at.

    Returns:
        Them; lists that cannot be read any more have changed.
    """
    # Only what is sealed needs it: a visit before that does without.
    from models.services.vote.covered import fingerprint_of

    def is_changed(part: Part) -> bool:
        try:
            return fingerprint_of(context, part) != sealed.get(part)
        except FileError:
            return True

    sealed = sealed_parts(seal)
    return [part for part in parts if is_changed(part)]


def require_seal_intact(context: Context) -> None:
    """Refuse to serve an election of which something has changed since, inside a connection.

    Only what is looked at in a moment: `admin check` looks at the rest.

    Raises:
        SealBroken: With what has changed.
    """
    seal = find_seal()
    if seal is None or destroyed_at() is not None:  # then there is nothing left to protect
        return
    if not sealed_parts(seal):
        raise SealBroken(parts=[THE_SEAL])
    if changed := changed_parts(context, seal, QUICK):
        raise SealBroken(parts=[part.label for part in changed])
