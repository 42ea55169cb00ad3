"""The reason of an act, which the audit chain keeps for ever: it names nobody."""

from __future__ import annotations

from models.errors import ReasonRefused
from models.rules.guessability import PersonalFacts
from models.rules.text import fold_accents
from models.tables.electors import Elector

LONGEST_REASON = 40
"""Characters of the reason that the audit chain keeps; it is part of what is hashed."""


def require_no_name(reason: str, facts: PersonalFacts) -> None:
    """Refuse a reason that names a person.

    Args:
        reason: As typed.
        facts: What the person could be named by.

    Raises:
        ReasonRefused: It holds one of the words.
    """
    said = fold_accents(reason).lower()
    if any(word in said for _, word in facts.words()):
        raise ReasonRefused


def facts_named(elector: Elector | None, address: str) -> PersonalFacts:
    """Return what a person could be named by.

    Args:
        elector: The person, None if nobody has the address.
        address: A checked address.
    """
    return PersonalFacts(
        first_name=elector.first_name if elector else "",
        last_name=elector.last_name if elector else "",
        user_name=elector.uid if elector else "",
        address=address.partition("@")[0],
    )
