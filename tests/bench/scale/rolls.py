"""Electoral rolls from a seed: `python -m tests.bench.scale.rolls --electors N --seed S FILE`.

The same seed gives the same file. People are drawn one after the other, so that a
roll of any length is written as it is made.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from string import ascii_uppercase

from models.rules.text import fold_accents
from tests.bench.scale.names import MEN, WOMEN, first_names, surnames
from tests.bench.scale.schools import DEPARTMENTS, PRIMARY, SECONDARY, schools

COLUMNS = (
    *("uid", "mail", "civility", "last_name", "first_name"),
    *("corps", "department", "uai", "school"),
)
DOMAIN = "ac-toulouse.fr"
SEED = 2014

CORPS = {
    "pe": 340,
    "certifie": 245,
    "prive2": 97,
    "administratif": 70,
    "plp": 62,
    "aed": 60,
    "agrege": 53,
    "prive1": 45,
    "eps": 31,
    "contractuel_enseignant": 30,
    "aesh": 28,
    "itrf": 27,
    "direction": 14,
    "sante_social": 13,
    "cpe": 12,
    "instituteur": 5,
    "copsy": 4,
}
"""Thousands of people of each corps: orders of magnitude, no published count."""
IN_PRIMARY = frozenset({"pe", "instituteur", "prive1"})
WOMEN_SHARE = 0.7
COMPOUND_SHARE = 0.03
"""Of those who bear two surnames."""
BIRTH_NAME_SHARE = 0.02
"""Of those whose user name and address keep another name than today's: the rule's exceptions."""


class RollMaker:
    """Draws people from a seed."""

    def __init__(self, seed: int, *, with_numens: bool = False) -> None:
        """Take the seed; the same gives the same people."""
        self._random = Random(seed)
        self._with_numens = with_numens
        self._surnames = surnames()
        self._women, self._men = first_names(WOMEN), first_names(MEN)
        self._corps = list(CORPS), list(accumulate(CORPS.values()))
        self._departments = list(DEPARTMENTS), list(accumulate(DEPARTMENTS.values()))
        self._schools = schools(self._random)
        self._names: Counter[str] = Counter()
        self._addresses: Counter[str] = Counter()

    @property
    def columns(self) -> tuple[str, ...]:
        """The header of the roll."""
        return (*COLUMNS, "numen") if self._with_numens else COLUMNS

    def people(self, count: int) -> Iterator[tuple[str, ...]]:
        """Yield so many people, each a line of the roll."""
        for _ in range(count):
            yield self._person()

    def _person(self) -> tuple[str, ...]:
        random = self._random
        woman = random.random() < WOMEN_SHARE
        first_name = self._draw(self._women if woman else self._men)
        last_name = self._draw(self._surnames)
        if random.random() < COMPOUND_SHARE:
            last_name = f"{last_name}-{self._draw(self._surnames)}"
        known_as = last_name
        if random.random() < BIRTH_NAME_SHARE:
            known_as = self._draw(self._surnames)
        corps = self._draw(self._corps)
        department = self._draw(self._departments)
        kind = PRIMARY if corps in IN_PRIMARY else SECONDARY
        school = random.choice(self._schools[department, kind])
        first, last = _letters(first_name), _letters(known_as)
        line = (
            _numbered(self._names, first[:1] + last),
            f"{_numbered(self._addresses, f'{first}.{last}')}@{DOMAIN}",
            "Mme" if woman else "M.",
            last_name,
            first_name,
            corps,
            department,
            school.uai,
            school.name,
        )
        return (*line, self._numen(corps)) if self._with_numens else line

    def _draw(self, weighted: tuple[list[str], list[float]] | tuple[list[str], list[int]]) -> str:
        values, cumulated = weighted
        return self._random.choices(values, cum_weights=cumulated)[0]

    def _numen(self, corps: str) -> str:
        """Return a NUMEN: académie, system, year, number, three letters."""
        random = self._random
        system = "G" if corps in IN_PRIMARY else "E"
        letters = "".join(random.choices(ascii_uppercase, k=3))
        return f"16{system}{random.randrange(100):02}{random.randrange(100_000):05}{letters}"


@cache
def _letters(name: str) -> str:
    """Return a name as it is written in a user name."""
    return re.sub("[^0-9a-z-]+", "", fold_accents(name).lower())


def _numbered(taken: Counter[str], name: str) -> str:
    """Return a name with the number of a homonym: none for the first, then from 1."""
    number = taken[name]
    taken[name] += 1
    return f"{name}{number}" if number else name


def write_roll(path: Path, electors: int, seed: int = SEED, *, with_numens: bool = False) -> None:
    """Write a roll of so many people."""
    maker = RollMaker(seed, with_numens=with_numens)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(maker.columns)
        writer.writerows(maker.people(electors))


def main() -> None:
    """Write the roll that the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.scale.rolls", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--electors", type=int, default=1_000_000, metavar="N")
    parser.add_argument("--seed", type=int, default=SEED, metavar="S")
    parser.add_argument("--numens", action="store_true", help="give everybody a NUMEN")
    parser.add_argument("file", type=Path, metavar="FILE")
    asked = parser.parse_args()
    write_roll(asked.file, asked.electors, asked.seed, with_numens=asked.numens)


if __name__ == "__main__":
    main()
