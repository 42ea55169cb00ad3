"""Who is called to which scrutin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScrutinRule:
    """Whom a scrutin of the election file calls.

    Attributes:
        code: The scrutin's own code.
        corps: The corps that it calls; all of them if there is none.
        department: The only département that it calls, or None for all.
    """

    code: str
    corps: tuple[str, ...]
    department: str | None

    def calls(self, corps: str, department: str) -> bool:
        """Return whether a person of this corps and département is called."""
        return (not self.corps or corps in self.corps) and self.department in {None, department}


def scrutins_of(corps: str, department: str, rules: Sequence[ScrutinRule]) -> tuple[str, ...]:
    """Return the codes of the scrutins that a person is called to, in the order of the rules."""
    return tuple(rule.code for rule in rules if rule.calls(corps, department))
