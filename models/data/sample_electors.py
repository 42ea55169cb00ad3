"""The other electors of the demonstration: invented, so that its urns are not empty.

There are thirteen of each corps of the sample people, in the département where that decides on a
scrutin. Their names say that they are invented.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from hashlib import sha256
from importlib.resources import as_file, files
from itertools import count
from pathlib import Path

from models.data.samples import SAMPLE_PEOPLE
from models.voting.identifiers import VoteIdentifier, draw_identifier, parse_identifier

PREFIX = "fictif-"
"""How their user names begin."""


def other_electors() -> AbstractContextManager[Path]:
    """Return a context that holds the path of their roll, also from a zipped wheel."""
    return as_file(files("models.data").joinpath("sample_electors.csv"))


def sample_identifier(user_name: str) -> VoteIdentifier:
    """Return the identifiant de vote of a sample person or of an invented elector.

    Those of the invented ones come from their user names, so that none has to be kept until they
    vote: what protects a real one, that nobody can know it, is not wanted here.
    """
    for person in SAMPLE_PEOPLE:
        if person.user_name == user_name:
            return parse_identifier(person.identifier)
    numbers = count()

    def draw(bound: int) -> int:
        text = f"espace-electeur|démonstration|{user_name}|{next(numbers)}"
        return int.from_bytes(sha256(text.encode()).digest(), "big") % bound

    return draw_identifier(draw)
