"""What an attacker knows of a person before the first guess."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from models.rules.typed_text import fold_accents

SHORTEST_WORD = 3
"""Letters below which a word tells nothing about a password."""

_SEPARATORS = re.compile(r"[^0-9a-z]+")


class Fact(Enum):
    """A kind of fact; the value is the reason that a person reads."""

    LAST_NAME = "contient votre nom"
    FIRST_NAME = "contient votre prénom"
    USER_NAME = "contient votre nom d'utilisateur"
    ADDRESS = "contient votre adresse"
    SCHOOL = "contient le nom de l'établissement"
    ELECTION = "contient un mot de l'élection"


@dataclass(frozen=True, slots=True)
class PersonalFacts:
    """Facts about the person who chooses a password; what is not known stays empty.

    Attributes:
        address: The professional address, typed or known.
        school: Name of the school, its town included.
        election: Title of the election and name of the académie, years included.
    """

    first_name: str = field(default="", repr=False)
    last_name: str = field(default="", repr=False)
    user_name: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    school: str = field(default="", repr=False)
    election: str = field(default="", repr=False)

    def words(self) -> Iterator[tuple[Fact, str]]:
        """Yield each word of the facts with its kind, folded, in lower case.

        « Jean-Noël » gives jean, noel and jeannoel.
        """
        local_part, _, domain = self.address.partition("@")
        sources = (
            (Fact.LAST_NAME, self.last_name),
            (Fact.FIRST_NAME, self.first_name),
            (Fact.USER_NAME, self.user_name),
            (Fact.ADDRESS, local_part),
            (Fact.SCHOOL, self.school),
            (Fact.ELECTION, f"{domain} {self.election}"),
        )
        for fact, text in sources:
            parts = [part for part in _SEPARATORS.split(fold_accents(text).lower()) if part]
            joined = "".join(parts)
            for word in dict.fromkeys((joined, *parts)):
                if len(word) >= SHORTEST_WORD:
                    yield fact, word
