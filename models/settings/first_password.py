"""`[mail.first_password]`: the secret that opens an embedded mailbox for the first time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Literal

from msgspec import Meta

from models.rules.first_passwords import NUMEN, FirstPassword, pattern_flaw
from models.settings.parts import Flaw, Section

Name = Annotated[str, Meta(min_length=1, max_length=24)]
"""« NUMEN »: it stands in labels of fields."""
Words = Annotated[str, Meta(min_length=1, max_length=80)]


class FirstPasswordSection(Section, frozen=True, kw_only=True):
    """`[mail.first_password]`: a secret that each person of the roll was given elsewhere.

    Attributes:
        name: What people call it, as it follows « votre ».
        pattern: A regular expression of its whole.
        shape: What it looks like, for people.
        case: Whether it is compared in capitals, or as it is typed.
    """

    name: Name = NUMEN.name
    pattern: str = NUMEN.pattern
    shape: Words = NUMEN.shape
    case: Literal["upper", "as-is"] = "upper"

    def flaws(self) -> Iterator[Flaw]:
        """Yield a pattern that cannot be taken."""
        reason = pattern_flaw(self.pattern, upper=self.case == "upper")
        if reason is not None:
            yield Flaw(("pattern",), reason)

    @property
    def rule(self) -> FirstPassword:
        """The same as the rules take it."""
        return _rule(self.name, self.shape, self.pattern, self.case == "upper")


@lru_cache(maxsize=8)  # a roll asks a million times
def _rule(name: str, shape: str, pattern: str, upper: bool) -> FirstPassword:
    return FirstPassword(name, shape, pattern, upper)
