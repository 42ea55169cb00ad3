"""The other electors of a demonstration: invented, so that its urns are not empty.

There are thirteen of each corps of the sample people, in the département where that decides on a
scrutin. Their names say that they are invented.
"""

from __future__ import annotations

from hashlib import sha256
from itertools import count

from models.data.samples.sample import Sample
from models.data.samples.shipped import sample_named
from models.voting.identifiers import VoteIdentifier, draw_identifier, parse_identifier

PREFIX = "fictif-"
"""How their user names begin."""


def sample_identifier(user_name: str, sample: Sample | None = None) -> VoteIdentifier:
    """Return the identifiant de vote of a sample person or of an invented elector.

    Those of the invented ones come from their user names, so that none has to be kept until they
    vote: what protects a real one, that nobody can know it, is not wanted here.

    Args:
        user_name: Theirs.
        sample: Whose people they are; None: those of the default one.
    """
    for person in (sample or sample_named()).people:
        if person.user_name == user_name:
            return parse_identifier(person.identifier)
    return invented_identifier(user_name)


def invented_identifier(user_name: str) -> VoteIdentifier:
    """Return the identifiant de vote of an invented person."""
    numbers = count()

    def draw(bound: int) -> int:
        text = f"espace-electeur|démonstration|{user_name}|{next(numbers)}"
        return int.from_bytes(sha256(text.encode()).digest(), "big") % bound

    return draw_identifier(draw)
