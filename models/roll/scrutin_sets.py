"""The different sets of scrutins: a few dozen cover those of a million people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.rules.eligibility import ScrutinRule, scrutins_of
from models.settings.election import Election


class ScrutinSets(dict[tuple[str, str, tuple[str, ...]], int]):
    """Numbers the sets, from 0, as they are met.

    A key is corps, département and the codes that the line itself gives, which
    replace those of the corps.

    Attributes:
        codes: The codes of each set, by its number.
    """

    def __init__(self, election: Election) -> None:
        """Take the rules of the election file; no set is met yet."""
        super().__init__()
        self._rules = [
            ScrutinRule(scrutin.code, scrutin.corps, scrutin.department)
            for scrutin in election.scrutins
        ]
        self._numbers: dict[tuple[str, ...], int] = {}
        self.codes: list[tuple[str, ...]] = []

    def __missing__(self, key: tuple[str, str, tuple[str, ...]]) -> int:
        """Return the number of the set of a person of another corps, département or codes."""
        corps, department, given = key
        codes = given or scrutins_of(corps, department, self._rules)
        number = self._numbers.setdefault(codes, len(self.codes))
        if number == len(self.codes):
            self.codes.append(codes)
        self[key] = number
        return number

    def rows(self, scrutins: Mapping[str, int]) -> Iterator[tuple[int, int]]:
        """Yield the number of each set and the id of each of its scrutins."""
        for number, codes in enumerate(self.codes):
            for code in codes:
                yield number, scrutins[code]
